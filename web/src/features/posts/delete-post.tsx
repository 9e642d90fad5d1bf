import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { Confirm } from '../../ui/confirm';
import { useNotice } from '../../ui/notice';
import { deletePost, onePost, type Post, postKeys } from './posts.queries';

export function DeletePost({ post: { id, slug, title } }: { post: Post }) {
  const t = useTranslations('posts');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const notice = useNotice();
  const [isAsking, { open, close }] = useDisclosure();
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
    <>
      <Button variant="default" onClick={open}>
        {t('delete')}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={t('deleteTitle', { title })}
        text={t('deleteText')}
        action={t('delete')}
        isDangerous
        isBusy={deletion.isPending}
        error={deletion.error}
        onConfirm={() => deletion.mutate()}
        onClose={close}
      />
    </>
  );
}
