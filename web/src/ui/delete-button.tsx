import { Button } from '@mantine/core';
import { useDisclosure } from '@mantine/hooks';
import { Confirm } from './confirm';

interface DeleteButtonProps {
  label: string;
  /** The question, what deleting means, and what the button does that answers it. */
  title: string;
  text: string;
  action: string;
  deletion: { isPending: boolean; error: Error | null; mutate: () => void };
  /** The question opens. */
  onAsk?: () => void;
}

/** Deletes what the page shows, once it was asked. */
export function DeleteButton({ label, title, text, action, deletion, onAsk }: DeleteButtonProps) {
  const [isAsking, { open, close }] = useDisclosure();
  return (
    <>
      <Button
        variant="default"
        onClick={() => {
          onAsk?.();
          open();
        }}
      >
        {label}
      </Button>
      <Confirm
        isOpen={isAsking}
        title={title}
        text={text}
        action={action}
        isDangerous
        isBusy={deletion.isPending}
        error={deletion.error}
        onConfirm={() => deletion.mutate()}
        onClose={close}
      />
    </>
  );
}
