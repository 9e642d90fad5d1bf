import type { Client } from '../../clients/client.entity.js';

export class SampleClientResponse {
  id: string;
  fullName: string;
  email: string | null;
  phone: string | null;
}

export class AudiencePreviewResponse {
  count: number;
  /** The first few of them. */
  sample: SampleClientResponse[];
}

export class SchedulePreviewResponse {
  occurrences: Date[];
}

export function toSampleClient({ id, fullName, email, phone }: Client): SampleClientResponse {
  return { id, fullName, email, phone };
}
