// Server-sent events over fetch: `EventSource` cannot send an access token.
import { urlOf } from './origin';
import { problemOf } from './problem';
import { authorizedFetch } from './session';

export interface ServerEvent {
  name: string;
  data: unknown;
}

/** Yields each event until the service closes the stream or the signal ends it. */
export async function* eventsAt(path: string, signal: AbortSignal): AsyncGenerator<ServerEvent> {
  const headers = { accept: 'text/event-stream' };
  const request = new Request(urlOf(path), { headers, signal });
  const response = await authorizedFetch(request);
  if (!response.ok || !response.body) throw await problemOf(response);
  let rest = '';
  const reader = response.body.pipeThrough(new TextDecoderStream()).getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      const blocks = (rest + value.replaceAll('\r', '')).split('\n\n');
      rest = blocks.pop() ?? '';
      yield* blocks.map(eventOf).filter((event) => event !== null);
    }
  } finally {
    reader.cancel().catch(() => undefined);
  }
}

/** Null for comments, which only keep the line open. */
export function eventOf(block: string): ServerEvent | null {
  const lines = block.split('\n').map((line) => /^(event|data): ?(.*)$/.exec(line));
  const valuesOf = (field: string) => lines.filter((line) => line?.[1] === field).map((line) => line?.[2]);
  const data = valuesOf('data');
  if (data.length === 0) return null;
  return { name: valuesOf('event')[0] ?? 'message', data: JSON.parse(data.join('\n')) };
}
