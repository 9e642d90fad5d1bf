import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';

interface EmptyProps {
  title: string;
  text?: string;
  action?: ReactNode;
  /** 1 where it is the whole page. */
  level?: 1 | 2;
}

export function Empty({ title, text, action, level = 2 }: EmptyProps) {
  return (
    <Stack align="center" gap="xs" px="md" py={56} ta="center">
      <Title order={level} fz={level === 1 ? 'h1' : 'h4'}>
        {title}
      </Title>
      {text && (
        <Text c="dimmed" maw="48ch">
          {text}
        </Text>
      )}
      {action && <div style={{ marginTop: 12 }}>{action}</div>}
    </Stack>
  );
}
