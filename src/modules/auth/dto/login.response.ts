import { MeResponse } from '../../users/dto/me.response.js';

export class LoginResponse {
  /** For the header `Authorization: Bearer <accessToken>`. */
  accessToken: string;
  /** Seconds. */
  expiresIn: number;
  user: MeResponse;
}
