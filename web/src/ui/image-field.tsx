// Chooses a picture, shows it before it is sent, and says at once what the service would refuse.
import { Button, FileButton, Group, Input } from '@mantine/core';
import { type ReactNode, useState } from 'react';
import { useTranslations } from 'use-intl';
import classes from './image-field.module.css';

const types = ['image/png', 'image/jpeg', 'image/webp'];
const mostBytes = 5 * 1024 * 1024;

interface ImageFieldProps {
  label: string;
  description: string;
  /** What the service has now. */
  currentUrl: string | null;
  chosen: File | null;
  onChoose: (file: File | null) => void;
  /** What the service said of the file. */
  error?: string | undefined;
  isRound?: boolean;
  /** Beside the button that chooses. */
  children?: ReactNode;
}

export function ImageField(props: ImageFieldProps) {
  const { label, description, currentUrl, chosen, onChoose, error, isRound, children } = props;
  const t = useTranslations('ui');
  const [refusal, setRefusal] = useState<string | null>(null);
  const [shown, setShown] = useState<{ file: File; url: string } | null>(null);
  const preview = shown !== null && shown.file === chosen ? shown.url : null;
  const take = async (file: File | null) => {
    if (!file) return;
    const reason = await refusalOf(file);
    setRefusal(reason && t(reason));
    if (shown) URL.revokeObjectURL(shown.url);
    setShown(reason ? null : { file, url: URL.createObjectURL(file) });
    onChoose(reason ? null : file);
  };
  const shownUrl = preview ?? currentUrl;
  return (
    <Input.Wrapper labelElement="div" label={label} description={description} error={refusal ?? error}>
      <Group align="center" mt={8} mb={8}>
        {shownUrl ? (
          <img
            className={classes.image}
            data-round={isRound || undefined}
            src={shownUrl}
            alt={preview ? t('imagePreview') : label}
          />
        ) : (
          <div className={classes.image} data-round={isRound || undefined} aria-hidden="true" />
        )}
        <Group gap="xs">
          <FileButton accept={types.join(',')} onChange={(file) => void take(file)}>
            {(button) => (
              <Button variant="default" {...button}>
                {t('chooseImage')}
              </Button>
            )}
          </FileButton>
          {children}
        </Group>
      </Group>
    </Input.Wrapper>
  );
}

/** The words for what is wrong with the file, before a byte of it is sent. */
async function refusalOf(file: File): Promise<'imageTooLarge' | 'notAnImage' | null> {
  if (file.size > mostBytes) return 'imageTooLarge';
  if (!types.includes(file.type)) return 'notAnImage';
  try {
    (await createImageBitmap(file)).close();
    return null;
  } catch {
    return 'notAnImage';
  }
}
