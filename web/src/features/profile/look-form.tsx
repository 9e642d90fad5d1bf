import { Input, SegmentedControl, useMantineColorScheme } from '@mantine/core';
import { useTranslations } from 'use-intl';

export function LookForm() {
  const t = useTranslations('profile');
  const shell = useTranslations('shell');
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  return (
    <Input.Wrapper labelElement="div" label={t('theme')} description={t('themeHint')}>
      <SegmentedControl
        mt={8}
        fullWidth
        aria-label={t('theme')}
        value={colorScheme}
        onChange={(scheme) => setColorScheme(scheme as typeof colorScheme)}
        data={[
          { value: 'auto', label: shell('themeAuto') },
          { value: 'light', label: shell('themeLight') },
          { value: 'dark', label: shell('themeDark') },
        ]}
      />
    </Input.Wrapper>
  );
}
