import {
  Button,
  Group,
  Paper,
  Select,
  SimpleGrid,
  Skeleton,
  Stack,
  TagsInput,
  Textarea,
  TextInput,
} from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { can } from '../../api/can';
import { useSignedInUser } from '../../api/session';
import { useFieldTexts } from '../../i18n/problem-text';
import { ErrorPanel } from '../../ui/error-panel';
import { Denied } from '../../ui/denied';
import { LeaveGuard } from '../../ui/leave-guard';
import { useNotice } from '../../ui/notice';
import { PageHeader } from '../../ui/page-header';
import { AttributeFields } from './attribute-fields';
import { bodyOfForm, changesOf, type Client, formOf } from './client-rules';
import { changeClient, clientFacets, clientKeys, createClient, oneClient } from './clients.queries';
import { LinkButton, TextLink } from '../../ui/links';

const route = getRouteApi('/clients/$id/edit');

export function NewClientPage() {
  return <ClientEditor client={null} />;
}

export function EditClientPage() {
  const { id } = route.useParams();
  const user = useSignedInUser();
  const { data: client, error, refetch } = useQuery(oneClient(id));
  if (client) return can(user, 'write', client) ? <ClientEditor client={client} /> : <Denied />;
  if (error) return <ErrorPanel error={error} onRetry={() => void refetch()} />;
  return <Skeleton height={420} />;
}

const zones = Intl.supportedValuesOf('timeZone');

function ClientEditor({ client }: { client: Client | null }) {
  const t = useTranslations('clients');
  const ui = useTranslations('ui');
  const queries = useQueryClient();
  const navigate = useNavigate();
  const notice = useNotice();
  const fieldTexts = useFieldTexts();
  const { data: facets } = useQuery(clientFacets());
  // What stood there when the form was opened: a reload in the background must not change the form.
  const [before] = useState(() => formOf(client));
  const form = useForm({ initialValues: before });

  const saving = useMutation({
    mutationFn: (values: typeof before) =>
      client ? changeClient(client.id, changesOf(before, values)) : createClient(bodyOfForm(values)),
    onError: (error) => form.setErrors(fieldTexts(error)),
    onSuccess: async (saved) => {
      queries.setQueryData(oneClient(saved.id).queryKey, saved);
      void queries.invalidateQueries({ queryKey: clientKeys.all });
      notice(client ? t('changed') : t('created', { name: saved.fullName }));
      await navigate({ to: '/clients/$id', params: { id: saved.id } });
    },
  });
  const isUnsaved = form.isDirty() && !saving.isPending && !saving.isSuccess;

  return (
    <>
      <LeaveGuard isDirty={isUnsaved} />
      <PageHeader
        title={client ? t('editTitle') : t('new')}
        text={t('reachable')}
        back={<TextLink to="/clients">{t('title')}</TextLink>}
      />
      <Paper withBorder p="lg" radius="md" maw={760}>
        <form onSubmit={form.onSubmit((values) => (saving.isPending ? undefined : saving.mutate(values)))}>
          <Stack gap="md">
            <TextInput label={t('fullName')} required {...form.getInputProps('fullName')} />
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput label={t('email')} inputMode="email" {...form.getInputProps('email')} />
              <TextInput
                label={t('phone')}
                placeholder="79161234567"
                inputMode="tel"
                {...form.getInputProps('phone')}
              />
            </SimpleGrid>
            <TagsInput
              label={t('tags')}
              description={t('tagsHint')}
              data={facets?.tags.map(({ value }) => value) ?? []}
              maxTags={50}
              splitChars={[]}
              acceptValueOnBlur
              {...form.getInputProps('tags')}
            />
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput
                label={t('operatorCode')}
                description={t('operatorCodeHint')}
                inputMode="numeric"
                {...form.getInputProps('operatorCode')}
              />
              <Select
                label={t('timezone')}
                description={t('timezoneHint')}
                data={zones}
                limit={50}
                searchable
                clearable
                clearButtonProps={{ 'aria-label': ui('clear') }}
                {...form.getInputProps('timezone')}
              />
            </SimpleGrid>
            <Textarea label={t('comment')} autosize minRows={2} {...form.getInputProps('comment')} />
            <AttributeFields
              value={form.values.attributes}
              onChange={(attributes) => form.setFieldValue('attributes', attributes)}
              error={form.errors['attributes']}
            />
            <ErrorPanel error={saving.error} />
            <Group>
              <Button type="submit" loading={saving.isPending}>
                {client ? ui('save') : ui('create')}
              </Button>
              <LinkButton
                {...(client
                  ? ({ to: '/clients/$id', params: { id: client.id } } as const)
                  : ({ to: '/clients' } as const))}
                variant="default"
              >
                {ui('cancel')}
              </LinkButton>
            </Group>
          </Stack>
        </form>
      </Paper>
    </>
  );
}
