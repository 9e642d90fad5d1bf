// What processes cost, as Linux counts it.
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';

const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

/** CPU time of a process in seconds, user and system; with the children it has waited for. Zero when it is gone. */
export function cpuSecondsOf(pid: number): number {
  const fields = statFieldsOf(pid);
  return fields === null
    ? 0
    : fields.slice(11, 15).reduce((sum, ticks) => sum + Number(ticks), 0) / ticksPerSecond;
}

/** The same of a process and all its living children: PostgreSQL is one process for each connection. */
export function cpuSecondsOfFamily(pid: number): number {
  let sum = cpuSecondsOf(pid);
  for (const name of readdirSync('/proc')) {
    if (/^\d+$/.test(name) && Number(statFieldsOf(Number(name))?.[1]) === pid)
      sum += cpuSecondsOf(Number(name));
  }
  return sum;
}

/** What a process holds now (VmRSS), or the most it ever held (VmHWM), in MB. */
export function memoryMbOf(pid: number, field: 'VmRSS' | 'VmHWM'): number {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Math.round(Number(new RegExp(`${field}:\\s+(\\d+) kB`).exec(status)![1]) / 1024);
}

export function peakMemoryMbOf(pid: number): number {
  return memoryMbOf(pid, 'VmHWM');
}

/** The fields behind the name, which may hold blanks: state, parent, …; user and system time are 12th to 15th. */
function statFieldsOf(pid: number): string[] | null {
  try {
    const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
    return stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  } catch {
    return null;
  }
}
