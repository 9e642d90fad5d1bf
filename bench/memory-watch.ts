// How much memory processes hold while something goes on.
import { memoryMbOf } from './meter.js';

const everyMs = 100;

export interface MemoryPeak {
  /** The most that a look every 100 ms saw while it was watched. */
  sampledMb: number;
  /** The most since the process started, as the kernel kept it (VmHWM). */
  peakMb: number;
  beforeMb: number;
}

export class MemoryWatch {
  private readonly timer: NodeJS.Timeout;
  private readonly before: number;
  private most: number;

  constructor(private readonly pid: number) {
    this.most = this.before = memoryMbOf(pid, 'VmRSS');
    this.timer = setInterval(() => (this.most = Math.max(this.most, memoryMbOf(pid, 'VmRSS'))), everyMs);
  }

  stop(): MemoryPeak {
    clearInterval(this.timer);
    return { sampledMb: this.most, peakMb: memoryMbOf(this.pid, 'VmHWM'), beforeMb: this.before };
  }
}
