import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { DeleteButton } from '../../ui/delete-button';
import { useNotice } from '../../ui/notice';
import { deletePost, onePost, type Post, postKeys } from './posts.queries';

export function DeletePost({ post: { id, slug, title } }: { post: Post }) {
  const t = useTranslations('posts');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const notice = useNotice();
  const deletion = useMutation({
    mutationFn: () => deletePost(id),
    onSuccess: async () => {
      await navigate({ to: '/admin/posts', ignoreBlocker: true });
      queries.removeQueries({ queryKey: onePost(slug).queryKey });
      await queries.invalidateQueries({ queryKey: postKeys.all });
      notice(t('deleted'));
    },
  });
  return (
    <DeleteButton
      label={t('delete')}
      title={t('deleteTitle', { title })}
      text={t('deleteText')}
      action={t('delete')}
      deletion={deletion}
    />
  );
}
