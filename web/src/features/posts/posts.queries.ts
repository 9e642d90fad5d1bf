import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import { api, bodyOf, type Schemas } from '../../api/client';
import { urlOf } from '../../api/origin';
import { rowPages } from '../../api/pages';
import { formDataOf } from '../../api/upload';
import type { PostFilter } from './post-rules';

export type Post = Schemas['PostResponse'];

const all = ['posts'] as const;
export const postKeys = { all };
const cardsPerPage = 24;

export const publishedPosts = () =>
  rowPages([...all, 'published'], (cursor, signal) =>
    bodyOf(
      api.GET('/api/v1/posts', {
        params: { query: { limit: cardsPerPage, ...(cursor && { cursor }) } },
        signal,
      }),
    ),
  );

/** For those who write: drafts too. */
export const postList = ({ search, status }: PostFilter) =>
  rowPages([...all, 'list', { search, status }], (cursor, signal) =>
    bodyOf(
      api.GET('/api/v1/posts', {
        params: {
          query: { status: status ?? 'all', limit: 50, ...(search && { search }), ...(cursor && { cursor }) },
        },
        signal,
      }),
    ),
  );

/** Reading counts a view, so it is read once and not at every glance at the window. */
export const onePost = (slug: string) =>
  queryOptions({
    queryKey: [...all, 'one', slug],
    queryFn: ({ signal }) => bodyOf(api.GET('/api/v1/posts/{slug}', { params: { path: { slug } }, signal })),
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });

/** As the service would clean it on saving: what is typed here never becomes a part of the page by itself. */
export const contentPreview = (content: string) =>
  queryOptions({
    queryKey: [...all, 'preview', content],
    queryFn: ({ signal }) => bodyOf(api.POST('/api/v1/posts/preview', { body: { content }, signal })),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  });

export const sizesOf = ({ imageSizes }: Post) =>
  imageSizes.map((size) => ({ ...size, url: urlOf(size.url) }));

export const savePost = (id: string | null, body: Schemas['CreatePostDto'] | Schemas['UpdatePostDto']) =>
  id
    ? bodyOf(api.PATCH('/api/v1/posts/{id}', { params: { path: { id } }, body }))
    : bodyOf(api.POST('/api/v1/posts', { body: body as Schemas['CreatePostDto'] }));

export const setPostImage = (id: string, file: File) =>
  bodyOf(api.PUT('/api/v1/posts/{id}/image', { params: { path: { id } }, ...formDataOf({ file }) }));

export const removePostImage = (id: string) =>
  bodyOf(api.DELETE('/api/v1/posts/{id}/image', { params: { path: { id } } }));

export const deletePost = (id: string) =>
  bodyOf(api.DELETE('/api/v1/posts/{id}', { params: { path: { id } } }));
