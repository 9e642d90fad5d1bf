import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslations } from 'use-intl';
import { urlOf } from '../../api/origin';
import { updateUser, useSignedInUser } from '../../api/session';
import { useFieldTexts, useProblemText } from '../../i18n/problem-text';
import { ImageField } from '../../ui/image-field';
import { useNotice } from '../../ui/notice';
import { removeAvatar, setAvatar } from './profile.queries';

export function AvatarForm() {
  const t = useTranslations('profile');
  const ui = useTranslations('ui');
  const { avatarUrl } = useSignedInUser();
  const notice = useNotice();
  const fieldTexts = useFieldTexts();
  const problemText = useProblemText();
  const [chosen, setChosen] = useState<File | null>(null);
  const saving = useMutation({
    mutationFn: (file: File | null) => (file ? setAvatar(file) : removeAvatar()),
    onSuccess: (user, file) => {
      updateUser(user);
      setChosen(null);
      notice(file ? t('avatarSaved') : t('avatarRemoved'));
    },
  });
  const refusal = saving.error && (fieldTexts(saving.error)['file'] ?? problemText(saving.error));
  return (
    <ImageField
      label={t('avatar')}
      description={t('avatarHint')}
      currentUrl={avatarUrl && urlOf(avatarUrl)}
      chosen={chosen}
      onChoose={(file) => {
        saving.reset();
        setChosen(file);
      }}
      error={refusal ?? undefined}
      isRound
    >
      {chosen ? (
        <>
          <Button loading={saving.isPending} onClick={() => saving.mutate(chosen)}>
            {ui('save')}
          </Button>
          <Button variant="subtle" onClick={() => setChosen(null)} disabled={saving.isPending}>
            {ui('cancel')}
          </Button>
        </>
      ) : (
        avatarUrl && (
          <Button variant="subtle" loading={saving.isPending} onClick={() => saving.mutate(null)}>
            {ui('delete')}
          </Button>
        )
      )}
    </ImageField>
  );
}
