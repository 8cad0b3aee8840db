import { InvalidCredentialsError, ResultCodeError } from 'ldapts';
import { DirectoryFault, type DirectoryTrouble } from './directory-fault.ts';

const tlsTrouble = /CERT|ERR_TLS|ERR_SSL|ERR_OSSL|EPROTO|UNABLE_TO_(GET|VERIFY)|SELF_SIGNED|ALTNAME|HOSTNAME/;

const sentences: Partial<Record<DirectoryTrouble, string>> = {
  down: 'the directory cannot be reached, or the connection was lost',
  timeout: 'the directory does not answer in time',
  tls: 'the certificate of the directory is not accepted, or it speaks no TLS',
  credentials: 'the directory does not accept LDAP_BIND_DN with its password',
  refused: 'the directory refuses the search',
};

/** What went wrong, in one word that does not depend on the library. */
export function describeTrouble(error: unknown): DirectoryFault {
  if (error instanceof DirectoryFault) return error;
  const trouble = troubleOf(error);
  return new DirectoryFault(trouble, sentences[trouble] ?? trouble, error);
}

function troubleOf(error: unknown): DirectoryTrouble {
  if (error instanceof InvalidCredentialsError) return 'credentials';
  if (error instanceof ResultCodeError) return error.code === 51 || error.code === 52 ? 'down' : 'refused';
  const { code = '', message = '' } = error as { code?: unknown; message?: string };
  if (tlsTrouble.test(String(code))) return 'tls';
  return /time(d )?out/i.test(message) ? 'timeout' : 'down';
}
