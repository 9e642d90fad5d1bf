// Tells whoever watches a mailing how it goes on. All streams of a process share one statement per tick.
import { type BeforeApplicationShutdown, Injectable, Logger, type MessageEvent } from '@nestjs/common';
import { Observable, ReplaySubject } from 'rxjs';
import { type Counters, countsOf } from './counts.js';
import type { Counts } from './dto/counts.response.js';
import { RunsRepository } from './runs.repository.js';

/** All mailings that are watched in this process cost one statement each time. */
const tickMs = 500;
/** A new watcher waits this long for others to come along: a thousand at once are one statement, not a thousand. */
const gatherMs = 20;
/** Below the minute after which proxies close a silent connection. */
const heartbeatMs = 15_000;
/** The rate is measured over this long. */
const rateWindowMs = 10_000;

interface Sample {
  at: number;
  done: number;
}

/** One mailing that is being watched. */
interface Topic {
  messages: ReplaySubject<MessageEvent>;
  watchers: number;
  samples: Sample[];
  lastTold: string;
}

@Injectable()
export class MailingProgress implements BeforeApplicationShutdown {
  private readonly logger = new Logger('progress');
  private readonly topics = new Map<string, Topic>();
  private timer: NodeJS.Timeout | undefined;
  private isReading = false;
  private hasNewTopic = false;

  constructor(private readonly runs: RunsRepository) {}

  /** `progress` at once and at every change, `completed` at the end; a comment now and then keeps the line open. */
  watch(mailingId: string): Observable<MessageEvent> {
    return new Observable((subscriber) => {
      const topic = this.join(mailingId);
      const messages = topic.messages.subscribe(subscriber);
      const heartbeat = setInterval(() => subscriber.next({ comment: 'still here' }), heartbeatMs);
      return () => {
        clearInterval(heartbeat);
        messages.unsubscribe();
        this.leave(mailingId, topic);
      };
    });
  }

  beforeApplicationShutdown(): void {
    clearTimeout(this.timer);
    for (const topic of this.topics.values()) topic.messages.complete();
    this.topics.clear();
  }

  private join(mailingId: string): Topic {
    const known = this.topics.get(mailingId);
    const topic = known ?? { messages: new ReplaySubject(1), watchers: 0, samples: [], lastTold: '' };
    topic.watchers += 1;
    this.topics.set(mailingId, topic);
    if (!known) this.readSoon();
    return topic;
  }

  private leave(mailingId: string, topic: Topic): void {
    topic.watchers -= 1;
    if (topic.watchers === 0 && this.topics.get(mailingId) === topic) this.topics.delete(mailingId);
    if (this.topics.size > 0) return;
    clearTimeout(this.timer);
    // The reading that was announced will not happen: the next watcher announces another.
    this.hasNewTopic = false;
  }

  private readSoon(): void {
    if (this.hasNewTopic) return;
    this.hasNewTopic = true;
    if (!this.isReading) this.tickIn(gatherMs);
  }

  private tickIn(delayMs: number): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => void this.tick(), delayMs);
  }

  private async tick(): Promise<void> {
    this.isReading = true;
    this.hasNewTopic = false;
    try {
      for (const { id, isOver, ...counters } of await this.runs.standings([...this.topics.keys()])) {
        this.tell(id, counters, isOver);
      }
    } catch (fault) {
      this.logger.warn({ event: 'progress.not_read', error: (fault as Error).message });
    }
    this.isReading = false;
    if (this.topics.size > 0) this.tickIn(this.hasNewTopic ? gatherMs : tickMs);
  }

  private tell(mailingId: string, counters: Counters, isOver: boolean): void {
    const topic = this.topics.get(mailingId);
    if (!topic) return;
    const counts = countsOf(counters);
    if (isOver) {
      this.topics.delete(mailingId);
      topic.messages.next({ type: 'completed', data: { counts, rate: 0 } });
      topic.messages.complete();
      return;
    }
    const data = { counts, rate: measuredRate(topic.samples, counts, Date.now()) };
    const told = JSON.stringify(data);
    if (told === topic.lastTold) return;
    topic.lastTold = told;
    topic.messages.next({ type: 'progress', data });
  }
}

/** Deliveries per second that ended in the latest seconds; adds the counts to the samples. */
function measuredRate(samples: Sample[], { total, pending }: Counts, now: number): number {
  samples.push({ at: now, done: total - pending });
  while (now - samples[0]!.at > rateWindowMs) samples.shift();
  const [first, last] = [samples[0]!, samples.at(-1)!];
  if (last.at === first.at) return 0;
  return Math.max(0, Math.round(((last.done - first.done) * 10_000) / (last.at - first.at)) / 10);
}
