/** Text by path in the lab's folder. */
export type LabFiles = Readonly<Record<string, string>>;

/** A lab of one step with all that a step can have: commands, files, a check, a hint and a solution. */
export function starterLab(title: string): LabFiles {
  return {
    'lab.md': labText(title),
    'checks/page-served.yaml': CHECK,
    'solution/serve-a-page.sh': SOLUTION,
  };
}

/** A title may hold whatever YAML takes for something else: JSON's strings are YAML's. */
const labText = (title: string): string => `---
title: ${JSON.stringify(title)}
description: Say in one sentence what learners can do afterwards.
level: beginner
duration: 10
---

What stands above the first heading belongs to the first step.

## Serve a page

Write the page, and a Dockerfile that puts it into an image of nginx:

\`\`\`html save-as=index.html
<h1>Hello from my first lab</h1>
\`\`\`

\`\`\`dockerfile save-as=Dockerfile
FROM nginx:alpine
COPY index.html /usr/share/nginx/html/
\`\`\`

Build the image, and start a container that answers on port 8080:

\`\`\`console
$ docker build -t hello .
$ docker run -d --name hello -p 8080:80 hello
\`\`\`

::port[Open the page]{port=8080}

::check[The page is served]{name=page-served}

:::hint[The name is in use already]
A container of that name is there from an earlier try. Remove it with \`docker rm -f hello\`, and run it again.
:::

:::solution[Show me]
Press Write file on both files, then Run on both commands, from top to bottom.
:::
`;

const CHECK = `# Every condition has to hold; learners read which one does not.
all:
  - image:
      name: hello
      builtFrom: nginx:alpine
  - container:
      name: hello
      state: running
      publishes: 8080
  - port:
      port: 8080
      body: Hello
`;

/** Runs in the workspace, where the files of the step may or may not be there. */
const SOLUTION = `#!/bin/bash
set -eu
cat > index.html << 'EOF'
<h1>Hello from my first lab</h1>
EOF
cat > Dockerfile << 'EOF'
FROM nginx:alpine
COPY index.html /usr/share/nginx/html/
EOF
docker build -t hello .
docker rm -f hello
docker run -d --name hello -p 8080:80 hello
`;
