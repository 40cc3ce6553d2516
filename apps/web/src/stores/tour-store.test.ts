import { beforeEach, expect, test } from 'vitest';
import {
  endTour,
  isTourNew,
  leaveTour,
  moveTour,
  offerTour,
  startTour,
  TOUR_STEPS,
  useTour,
} from './tour-store.ts';

beforeEach(() => {
  localStorage.clear();
  leaveTour();
});

const step = () => useTour.getState().step;

test('it is offered once, and goes through its steps to the end', () => {
  offerTour();
  expect(useTour.getState()).toEqual({ step: 'instructions', isWanted: false });
  for (const each of TOUR_STEPS.slice(1)) {
    moveTour(1);
    expect(step()).toBe(each);
  }
  moveTour(1);
  expect([step(), isTourNew()]).toEqual([null, false]);
  offerTour();
  expect(step()).toBeNull();
});

test('it goes back, and not before its beginning', () => {
  offerTour();
  moveTour(1);
  moveTour(-1);
  moveTour(-1);
  expect(step()).toBe('instructions');
});

test('who skips it is left alone, and can still ask for it', () => {
  offerTour();
  endTour();
  offerTour();
  expect(step()).toBeNull();
  startTour();
  expect(useTour.getState()).toEqual({ step: 'instructions', isWanted: true });
});

test('an offer does not begin anew what is under way', () => {
  startTour();
  moveTour(1);
  offerTour();
  expect(step()).toBe('terminals');
});

test('who leaves the page in its midst gets it the next time', () => {
  offerTour();
  moveTour(1);
  leaveTour();
  expect([step(), isTourNew()]).toEqual([null, true]);
});
