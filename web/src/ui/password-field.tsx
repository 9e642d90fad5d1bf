import { PasswordInput, type PasswordInputProps } from '@mantine/core';
import { useState } from 'react';
import { useTranslations } from 'use-intl';

/** A password that can be looked at while it is typed; the eye says in words what it does. */
export function PasswordField(props: PasswordInputProps) {
  const t = useTranslations('ui');
  const [isShown, setIsShown] = useState(false);
  return (
    <PasswordInput
      {...props}
      visible={isShown}
      onVisibilityChange={setIsShown}
      visibilityToggleButtonProps={{ 'aria-label': isShown ? t('hidePassword') : t('showPassword') }}
    />
  );
}
