// npm puts a shell between itself and us that passes no signal on: when npm is told to stop, we are left behind.
import { isRunByNpm } from '../config/child-environment.js';

const lookEveryMs = 250;

/** Calls back once when the npm (or its shell) that started this process is gone. Elsewhere nobody is watched. */
export function onParentGone(callback: () => void): void {
  if (!isRunByNpm()) return;
  const parent = process.ppid;
  const timer = setInterval(() => {
    if (process.ppid === parent) return;
    clearInterval(timer);
    callback();
  }, lookEveryMs);
  timer.unref();
}
