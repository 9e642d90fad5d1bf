import type { ChannelName } from '../domain/mailing-status.js';
import { Channel, Connection, Letter, RelayFault, RunSnapshot } from '../sending/ports.js';

/** Stands where a channel has no relay: every try is a relay fault, so deliveries wait and nothing is lost. */
export class UnconfiguredChannel implements Channel {
  constructor(
    readonly name: ChannelName,
    private readonly reason: string,
  ) {}

  compile(run: RunSnapshot): Letter {
    return { run };
  }

  connect(): Promise<Connection> {
    return Promise.reject(
      new RelayFault({
        class: 'relay_temporary',
        stage: 'connect',
        code: null,
        enhancedCode: null,
        reply: null,
        error: this.reason,
      }),
    );
  }
}
