// Links that look like Mantine's and know the routes.
import { Anchor, type AnchorProps, Button, type ButtonProps } from '@mantine/core';
import { createLink } from '@tanstack/react-router';
import type { AnchorHTMLAttributes, Ref } from 'react';

type LinkAttributes<Own> = Own &
  Omit<AnchorHTMLAttributes<HTMLAnchorElement>, keyof Own> & { ref?: Ref<HTMLAnchorElement> };

function PlainTextLink(props: LinkAttributes<AnchorProps>) {
  return <Anchor inherit {...props} />;
}

function PlainLinkButton(props: LinkAttributes<ButtonProps>) {
  return <Button component="a" {...props} />;
}

export const TextLink = createLink(PlainTextLink);
export const LinkButton = createLink(PlainLinkButton);
