import { Paper, Stack, Text, Title } from '@mantine/core';
import { type ReactNode, useEffect } from 'react';

interface AuthCardProps {
  title: string;
  /** One sentence on what happens next. */
  text?: string;
  children?: ReactNode;
  /** Ways to the other pages of this kind. */
  foot?: ReactNode;
}

export function AuthCard({ title, text, children, foot }: AuthCardProps) {
  useEffect(() => {
    document.title = `${title} · Postledger`;
  }, [title]);
  return (
    <Paper withBorder radius="lg" p={{ base: 'lg', xs: 32 }} maw={440} mx="auto" mt={{ base: 8, sm: 48 }}>
      <Stack gap="md">
        <div>
          <Title order={1}>{title}</Title>
          {text && (
            <Text c="dimmed" mt={6}>
              {text}
            </Text>
          )}
        </div>
        {children}
        {foot && (
          <Text size="sm" c="dimmed" component="div">
            {foot}
          </Text>
        )}
      </Stack>
    </Paper>
  );
}
