import { expect, it } from 'vitest';
import { eventOf } from './events';

it('An event has its name and its data; a comment is none', () => {
  expect(eventOf('event: progress\ndata: {"rate":3}')).toEqual({ name: 'progress', data: { rate: 3 } });
  expect(eventOf(': still here')).toBeNull();
});
