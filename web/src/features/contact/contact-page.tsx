import { Button, Paper, SimpleGrid, Stack, Textarea, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { useUser } from '../../api/session';
import { useFieldTexts } from '../../i18n/problem-text';
import { Empty } from '../../ui/empty';
import { ErrorPanel } from '../../ui/error-panel';
import { LeaveGuard } from '../../ui/leave-guard';
import { PageHeader } from '../../ui/page-header';
import { writeToUs } from './contact.queries';

export function ContactPage() {
  const t = useTranslations('contact');
  const user = useUser();
  const fieldTexts = useFieldTexts();
  const form = useForm({
    initialValues: {
      name: user?.fullName ?? '',
      email: user?.email ?? '',
      phone: user?.phone ?? '',
      message: '',
    },
  });
  const sending = useMutation({
    mutationFn: ({ name, message, email, phone }: typeof form.values) =>
      writeToUs({ name, message, ...(email.trim() && { email }), ...(phone.trim() && { phone }) }),
    onError: (error) => form.setErrors(fieldTexts(error)),
    onSuccess: () => form.setFieldValue('message', ''),
  });

  if (sending.isSuccess) {
    return (
      <Empty
        level={1}
        title={t('thanks', { name: sending.variables.name.trim() })}
        text={t('thanksText')}
        action={
          <Button variant="default" onClick={sending.reset}>
            {t('again')}
          </Button>
        }
      />
    );
  }
  return (
    <>
      <LeaveGuard isDirty={form.values.message.trim() !== '' && !sending.isPending} />
      <PageHeader title={t('title')} text={t('text')} />
      <Paper withBorder p="lg" radius="md" maw={680}>
        <form onSubmit={form.onSubmit((values) => (sending.isPending ? undefined : sending.mutate(values)))}>
          <Stack>
            <TextInput
              label={t('name')}
              autoComplete="name"
              required
              withAsterisk={false}
              {...form.getInputProps('name')}
            />
            <SimpleGrid cols={{ base: 1, sm: 2 }}>
              <TextInput
                label={t('email')}
                description={t('oneIsEnough')}
                type="email"
                autoComplete="email"
                {...form.getInputProps('email')}
              />
              <TextInput
                label={t('phone')}
                description={t('oneIsEnough')}
                type="tel"
                autoComplete="tel"
                {...form.getInputProps('phone')}
              />
            </SimpleGrid>
            <Textarea
              label={t('message')}
              autosize
              minRows={5}
              maxRows={16}
              required
              withAsterisk={false}
              {...form.getInputProps('message')}
            />
            <ErrorPanel error={sending.error} />
            <div>
              <Button type="submit" loading={sending.isPending}>
                {t('send')}
              </Button>
            </div>
          </Stack>
        </form>
      </Paper>
    </>
  );
}
