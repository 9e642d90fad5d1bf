import { Button, Group, Paper, Radio, Skeleton, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { useFormat } from '../../i18n/format';
import { useFieldTexts } from '../../i18n/problem-text';
import { ErrorPanel } from '../../ui/error-panel';
import { ImageField } from '../../ui/image-field';
import { LeaveGuard } from '../../ui/leave-guard';
import { LinkButton, TextLink } from '../../ui/links';
import { useNotice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { ContentField } from './content-field';
import { ContentPreview } from './content-preview';
import { DeletePost } from './delete-post';
import { htmlOf } from './post-rules';
import classes from './posts.module.css';
import {
  onePost,
  type Post,
  postKeys,
  removePostImage,
  savePost,
  setPostImage,
  sizesOf,
} from './posts.queries';

const route = getRouteApi('/admin/posts/$slug');

export function NewPostPage() {
  return <PostEditor post={null} />;
}

export function EditPostPage() {
  const { slug } = route.useParams();
  const { data: post, error, refetch } = useQuery(onePost(slug));
  if (post) return <PostEditor key={post.id} post={post} />;
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  return <Skeleton height={420} />;
}

type When = 'draft' | 'now' | 'later' | 'keep';

function PostEditor({ post }: { post: Post | null }) {
  const t = useTranslations('posts');
  const ui = useTranslations('ui');
  const { time } = useFormat();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const notice = useNotice();
  const fieldTexts = useFieldTexts();
  const [image, setImage] = useState<File | null>(null);
  const [isImageGone, setIsImageGone] = useState(false);
  const form = useForm({
    initialValues: {
      title: post?.title ?? '',
      content: post?.content ?? '',
      when: (post?.publishAt ? 'keep' : 'draft') as When,
      publishAt: '',
    },
  });
  const saving = useMutation({
    mutationFn: async ({ title, content, when, publishAt }: typeof form.values) => {
      const times = { draft: null, now: new Date().toISOString(), later: publishAt, keep: undefined };
      const chosen = times[when];
      const body = { title, content: htmlOf(content), ...(chosen !== undefined && { publishAt: chosen }) };
      const saved = await savePost(post?.id ?? null, body);
      const hasImage = await saveImage(saved.id).then(
        () => true,
        () => false,
      );
      return { saved, hasImage };
    },
    onError: (error) => form.setErrors(fieldTexts(error)),
    onSuccess: async ({ saved, hasImage }) => {
      await queries.invalidateQueries({ queryKey: postKeys.all, refetchType: 'none' });
      queries.removeQueries({ queryKey: onePost(saved.slug).queryKey });
      notice(hasImage ? t('saved') : t('imageFailed'));
      if (hasImage) await navigate({ to: '/admin/posts' });
      else await navigate({ to: '/admin/posts/$slug', params: { slug: saved.slug } });
    },
  });
  const isUnsaved =
    (form.isDirty() || image !== null || isImageGone) && !saving.isPending && !saving.isSuccess;
  const saveImage = async (id: string) => {
    if (image) await setPostImage(id, image);
    else if (isImageGone && post?.imageUrl) await removePostImage(id);
  };
  const shownUrl = !isImageGone && post ? (sizesOf(post).at(-1)?.url ?? null) : null;

  return (
    <>
      <LeaveGuard isDirty={isUnsaved} />
      <PageHeader
        title={post ? t('editTitle') : t('new')}
        back={<TextLink to="/admin/posts">{t('adminTitle')}</TextLink>}
        actions={post && <DeletePost post={post} />}
      />
      <div className={classes.editor}>
        <Paper withBorder p="lg" radius="md">
          <form onSubmit={form.onSubmit((values) => (saving.isPending ? undefined : saving.mutate(values)))}>
            <Stack>
              <TextInput label={t('name')} required maxLength={200} {...form.getInputProps('title')} />
              <ContentField {...form.getInputProps('content')} />
              <ImageField
                label={t('image')}
                description={ui('imageHint')}
                currentUrl={shownUrl}
                chosen={image}
                onChoose={setImage}
              >
                {(image ?? shownUrl) && (
                  <Button variant="subtle" onClick={() => (image ? setImage(null) : setIsImageGone(true))}>
                    {ui('removeImage')}
                  </Button>
                )}
              </ImageField>
              <Radio.Group label={t('when')} {...form.getInputProps('when')}>
                <Stack gap="xs" mt={6}>
                  {post?.publishAt && (
                    <Radio value="keep" label={t('whenKeep', { time: time(post.publishAt) })} />
                  )}
                  <Radio value="draft" label={t('whenDraft')} />
                  <Radio value="now" label={t('whenNow')} />
                  <Radio value="later" label={t('whenLater')} />
                </Stack>
              </Radio.Group>
              {form.values.when === 'later' && (
                <TextInput
                  label={t('publishAt')}
                  description={t('publishAtHint')}
                  required
                  {...form.getInputProps('publishAt')}
                />
              )}
              <ErrorPanel error={saving.error} />
              <Group>
                <Button type="submit" loading={saving.isPending}>
                  {ui('save')}
                </Button>
                <LinkButton to="/admin/posts" variant="default">
                  {ui('cancel')}
                </LinkButton>
              </Group>
            </Stack>
          </form>
        </Paper>
        <section aria-label={t('preview')}>
          <Text c="dimmed" size="sm" mb={8}>
            {t('preview')}
          </Text>
          <div className={classes.preview}>
            {form.values.title && (
              <Title order={2} mb="sm" style={{ overflowWrap: 'anywhere' }}>
                {form.values.title}
              </Title>
            )}
            <ContentPreview typed={form.values.content} />
          </div>
        </section>
      </div>
    </>
  );
}
