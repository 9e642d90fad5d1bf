import { PostResponse } from '../../blog/dto/post.response.js';

export class HomeResponse {
  /** Of all users, without deleted ones. */
  mailings: number;
  /** Running and not disabled. */
  activeMailings: number;
  /** Of all users; the same address or phone is one. */
  uniqueClients: number;
  /** Up to three published ones, others on every call. */
  posts: PostResponse[];
}
