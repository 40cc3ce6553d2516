# Sourced by an interactive bash: tells programs that read the terminal where prompts and commands begin and end, and
# with which exit code, as OSC 133 marks. Terminals show nothing of them. No process is started for it.
#   A a prompt begins   B it waits for typing   C a command begins   D;CODE it has ended
__drydock_mark() {
  printf '\e]133;D;%s\a' "$?"
  # Whoever sets a prompt of their own keeps it, with the marks around it.
  [[ $PS1 == *'133;B'* ]] || PS1='\[\e]133;A\a\]'$PS1'\[\e]133;B\a\]'
}
PS0='\e]133;C\a'
# Not the first of them: PROMPT_COMMAND='...' replaces that one, and this one stays.
PROMPT_COMMAND=("${PROMPT_COMMAND[0]:-}" __drydock_mark)
