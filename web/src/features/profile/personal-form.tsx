import { Button, Select, Stack, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import { useTranslations } from 'use-intl';
import { updateUser, useSignedInUser } from '../../api/session';
import { languageNames, languages, type Language } from '../../i18n';
import { useLanguage } from '../../i18n/language-context';
import { useFieldTexts } from '../../i18n/problem-text';
import { ErrorPanel } from '../../ui/error-panel';
import { LeaveGuard } from '../../ui/leave-guard';
import { useNotice } from '../../ui/notice';
import { changeMe } from './profile.queries';

const zones = Intl.supportedValuesOf('timeZone');

export function PersonalForm() {
  const t = useTranslations('profile');
  const ui = useTranslations('ui');
  const user = useSignedInUser();
  const notice = useNotice();
  const fieldTexts = useFieldTexts();
  const { choose } = useLanguage();
  const form = useForm({
    initialValues: {
      fullName: user.fullName,
      phone: user.phone ?? '',
      country: user.country ?? '',
      language: user.language as Language,
      timezone: user.timezone,
    },
  });
  const saving = useMutation({
    mutationFn: ({ fullName, phone, country, language, timezone }: typeof form.values) =>
      changeMe({
        fullName,
        phone: phone.trim() || null,
        country: country.trim() || null,
        language,
        timezone,
      }),
    onError: (error) => form.setErrors(fieldTexts(error)),
    onSuccess: async (saved, values) => {
      updateUser(saved);
      form.resetDirty(values);
      await choose(saved.language);
      notice(t('saved'));
    },
  });
  return (
    <form onSubmit={form.onSubmit((values) => (saving.isPending ? undefined : saving.mutate(values)))}>
      <LeaveGuard isDirty={form.isDirty() && !saving.isPending} />
      <Stack>
        <Title order={2} fz="h4">
          {t('personal')}
        </Title>
        <TextInput label={t('fullName')} autoComplete="name" {...form.getInputProps('fullName')} />
        <TextInput label={t('phone')} type="tel" autoComplete="tel" {...form.getInputProps('phone')} />
        <TextInput label={t('country')} autoComplete="country-name" {...form.getInputProps('country')} />
        <Select
          label={t('language')}
          data={languages.map((value) => ({ value, label: languageNames[value] }))}
          allowDeselect={false}
          {...form.getInputProps('language')}
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
        <ErrorPanel error={saving.error} />
        <div>
          <Button type="submit" loading={saving.isPending}>
            {ui('save')}
          </Button>
        </div>
      </Stack>
    </form>
  );
}
