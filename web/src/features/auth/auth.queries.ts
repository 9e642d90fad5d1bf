import { api, bodyOf } from '../../api/client';

export const register = (body: { email: string; password: string; fullName?: string }) =>
  bodyOf(api.POST('/api/v1/auth/register', { params: { header: {} as never }, body }));

export const confirmAddress = (token: string) =>
  bodyOf(api.POST('/api/v1/auth/confirm', { body: { token } }));

export const askForLink = (email: string) =>
  bodyOf(api.POST('/api/v1/auth/password/forgot', { body: { email } }));

export const setPassword = (body: { token: string; password: string }) =>
  bodyOf(api.POST('/api/v1/auth/password/reset', { body }));
