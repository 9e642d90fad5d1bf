import { Button, Checkbox, Group as Row, Paper, SimpleGrid, Skeleton, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useTranslations } from 'use-intl';
import { can, type Permission } from '../../api/can';
import { useSignedInUser } from '../../api/session';
import { useFieldTexts } from '../../i18n/problem-text';
import { DeleteButton } from '../../ui/delete-button';
import { ErrorPanel } from '../../ui/error-panel';
import { LeaveGuard } from '../../ui/leave-guard';
import { LinkButton, TextLink } from '../../ui/links';
import { useNotice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { GroupMembers } from './group-members';
import { permissions, textOf } from './group-rules';
import { deleteGroup, type Group, groupKeys, oneGroup, saveGroup } from './groups.queries';

const route = getRouteApi('/admin/groups/$id');

export function NewGroupPage() {
  return <GroupEditor group={null} />;
}

export function GroupPage() {
  const { id } = route.useParams();
  const { data: group, error, refetch } = useQuery(oneGroup(id));
  if (group) return <GroupEditor key={id} group={group} />;
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  return <Skeleton height={360} />;
}

function GroupEditor({ group }: { group: Group | null }) {
  const t = useTranslations('groups');
  const ui = useTranslations('ui');
  const s = useTranslations('statuses');
  const me = useSignedInUser();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const notice = useNotice();
  const fieldTexts = useFieldTexts();
  const form = useForm({
    initialValues: { name: group?.name ?? '', permissions: (group?.permissions ?? []) as Permission[] },
  });
  const saving = useMutation({
    mutationFn: (values: typeof form.values) => saveGroup(group?.id ?? null, values),
    onError: (error) => form.setErrors(fieldTexts(error)),
    onSuccess: async (saved, values) => {
      queries.setQueryData(oneGroup(saved.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: groupKeys.all });
      void queries.invalidateQueries({ queryKey: ['me'] });
      form.resetDirty(values);
      notice(t('saved'));
      if (!group) await navigate({ to: '/admin/groups/$id', params: { id: saved.id }, ignoreBlocker: true });
    },
  });
  return (
    <>
      <LeaveGuard isDirty={form.isDirty() && !saving.isPending && !saving.isSuccess} />
      <PageHeader
        title={group?.name ?? t('new')}
        back={<TextLink to="/admin/groups">{t('title')}</TextLink>}
        actions={group && <DeleteGroup group={group} />}
      />
      <SimpleGrid cols={{ base: 1, lg: 2 }} spacing="lg" maw={1100}>
        <Paper withBorder p="lg" radius="md">
          <form onSubmit={form.onSubmit((values) => (saving.isPending ? undefined : saving.mutate(values)))}>
            <Stack>
              <TextInput label={t('name')} required maxLength={100} {...form.getInputProps('name')} />
              <Checkbox.Group
                label={t('permissions')}
                description={t('permissionsHint')}
                {...form.getInputProps('permissions')}
              >
                <Stack gap={10} mt={10}>
                  {permissions.map((one) => (
                    <Checkbox
                      key={one}
                      value={one}
                      label={s(`permission.${textOf(one)}`)}
                      disabled={!can(me, one)}
                    />
                  ))}
                </Stack>
              </Checkbox.Group>
              <ErrorPanel error={saving.error} />
              <Row>
                <Button type="submit" loading={saving.isPending}>
                  {group ? ui('save') : ui('create')}
                </Button>
                <LinkButton to="/admin/groups" variant="default">
                  {ui('cancel')}
                </LinkButton>
              </Row>
            </Stack>
          </form>
        </Paper>
        {group && (
          <Paper withBorder p="lg" radius="md">
            <GroupMembers groupId={group.id} />
          </Paper>
        )}
      </SimpleGrid>
    </>
  );
}

function DeleteGroup({ group: { id, name } }: { group: Group }) {
  const t = useTranslations('groups');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const notice = useNotice();
  const deletion = useMutation({
    mutationFn: () => deleteGroup(id),
    onSuccess: async () => {
      await navigate({ to: '/admin/groups', ignoreBlocker: true });
      queries.removeQueries({ queryKey: oneGroup(id).queryKey });
      await queries.invalidateQueries({ queryKey: groupKeys.all });
      notice(t('deleted', { name }));
    },
  });
  return (
    <DeleteButton
      label={t('delete')}
      title={t('deleteTitle', { name })}
      text={t('deleteText')}
      action={t('delete')}
      deletion={deletion}
    />
  );
}
