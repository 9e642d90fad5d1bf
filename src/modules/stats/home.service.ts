import { randomInt } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { type Dated, Remembered } from '../../cache/remembered.js';
import type { Post } from '../blog/post.entity.js';
import { PostsService } from '../blog/posts.service.js';
import { HomeRepository, type MailingCounts } from './home.repository.js';

export interface Home extends MailingCounts {
  uniqueClients: number;
  posts: Post[];
  /** Milliseconds for which the numbers may still be shown. */
  freshMs: number;
}

/** Cheap to count, so they may be fresher. */
const mailingsLifetime = { lifeMs: 15_000, renewAfterMs: 5_000 };
/** Takes a second at a million clients. Renewed in the background from half a minute on, whenever somebody asks. */
const peopleLifetime = { lifeMs: 60_000, renewAfterMs: 30_000 };

const shownPosts = 3;

@Injectable()
export class HomeService {
  constructor(
    private readonly home: HomeRepository,
    private readonly posts: PostsService,
    private readonly remembered: Remembered,
  ) {}

  async read(): Promise<Home> {
    const [mailings, people, pool] = await Promise.all([
      this.remembered.read('home:mailings', mailingsLifetime, () => this.home.countMailings()),
      this.remembered.read('home:people', peopleLifetime, () => this.home.countPeople()),
      this.posts.pool(),
    ]);
    return {
      ...mailings.value,
      uniqueClients: people.value,
      posts: drawnFrom(pool, shownPosts),
      freshMs: Math.min(leftMs(mailings, mailingsLifetime), leftMs(people, peopleLifetime)),
    };
  }
}

function leftMs({ asOf }: Dated<unknown>, { lifeMs }: { lifeMs: number }): number {
  return Math.max(0, asOf + lifeMs - Date.now());
}

/** So many of them, each at most once, every choice equally likely. */
function drawnFrom<T>(pool: readonly T[], count: number): T[] {
  const rest = [...pool];
  const drawn: T[] = [];
  while (drawn.length < count && rest.length > 0) drawn.push(...rest.splice(randomInt(rest.length), 1));
  return drawn;
}
