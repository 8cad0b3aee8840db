import type { ErrorRequestHandler, Request, Response } from 'express';
import { scimPath } from './directory/scim/present-scim.ts';
import { sendScimError } from './directory/scim/send-scim-error.ts';
import { refusalOf } from './platform/http/trouble.ts';
import { statusOf, type Refusal } from './platform/refusal.ts';
import { translate } from './platform/views/languages.ts';
import { languageOf, showPage } from './show-page.ts';
import type { Umlauf } from './umlauf.ts';

type Explanation = (refusal: Refusal) => Promise<void>;
const explanations = new WeakMap<Response, Explanation>();

/** A form that was refused is shown again, with what was typed and why: the route says how. */
export function explainRefusal(response: Response, explanation: Explanation): void {
  explanations.set(response, explanation);
}

const isCall = (request: Request): boolean => request.path.startsWith('/api/');
const isProvisioning = (request: Request): boolean => request.path.startsWith(`${scimPath}/`);
const requestIdOf = (request: Request): string => request.id ?? '';

/** The one place where a refusal or a fault becomes an answer. */
export function showTrouble(umlauf: Umlauf): ErrorRequestHandler {
  // Express knows an error handler by its four parameters.
  const answer: ErrorRequestHandler = async (error: unknown, request, response, next) => {
    const refusal = refusalOf(error);
    if (!refusal) umlauf.log.error({ err: error, requestId: requestIdOf(request) }, 'a request failed');
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = refusal ? statusOf[refusal.code] : 500;
    if (status === 503 || status === 429) response.set('Retry-After', '5');
    const explain = explanations.get(response);
    explanations.delete(response);
    if (isProvisioning(request)) sendProvisioningError(umlauf, request, response, refusal, status);
    else if (isCall(request)) sendProblem(umlauf, request, response, refusal, status);
    else if (refusal && explain) {
      response.status(status);
      // What the explanation itself stumbles over is shown without it.
      await explain(refusal).catch((later: unknown) => answer(later, request, response, next));
    } else {
      await sendPage(umlauf, request, response, refusal, status).catch(() => {
        sendWords(umlauf, request, response, refusal);
      });
    }
  };
  return answer;
}

/** Even a page about trouble asks the database; when that is gone, the words alone must do. */
function sendWords(umlauf: Umlauf, request: Request, response: Response, refusal: Refusal | null): void {
  const words = translate(
    languageOf(umlauf, request),
    `refusals:${refusal?.reason ?? 'fault'}`,
    refusal?.params,
  );
  response.type('text/plain').send(`${words}\n\n${requestIdOf(request)}\n`);
}

/** The standard knows no 422. */
function sendProvisioningError(
  umlauf: Umlauf,
  request: Request,
  response: Response,
  refusal: Refusal | null,
  status: number,
): void {
  const sentence = translate(
    languageOf(umlauf, request),
    `refusals:${refusal?.reason ?? 'fault'}`,
    refusal?.params,
  );
  const detail = refusal ? sentence : `${sentence} (${requestIdOf(request)})`;
  sendScimError(response, status === 422 ? 400 : status, refusal, detail);
}

/** RFC 9457. */
function sendProblem(
  umlauf: Umlauf,
  request: Request,
  response: Response,
  refusal: Refusal | null,
  status: number,
): void {
  const code = refusal?.code ?? 'fault';
  const language = languageOf(umlauf, request);
  if (status === 401) response.set('WWW-Authenticate', 'Bearer');
  response
    .status(status)
    .type('application/problem+json')
    .send(
      JSON.stringify({
        type: `/problems/${refusal?.reason ?? code}`,
        title: translate(language, `refusals:titles.${code}`),
        status,
        detail: translate(language, `refusals:${refusal?.reason ?? 'fault'}`, refusal?.params),
        ...(refusal?.field ? { field: refusal.field } : {}),
        requestId: requestIdOf(request),
      }),
    );
}

async function sendPage(
  umlauf: Umlauf,
  request: Request,
  response: Response,
  refusal: Refusal | null,
  status: number,
): Promise<void> {
  const requestId = requestIdOf(request);
  if (refusal?.code === 'signed-out') {
    response.redirect(303, `/sign-in${whereFrom(request)}`);
    return;
  }
  response.status(status);
  const page = { title: `refusals:titles.${refusal?.code ?? 'fault'}`, nav: null };
  if (!refusal) {
    await showPage(umlauf, request, response, 'errors/fault', page, { requestId });
    return;
  }
  const language = languageOf(umlauf, request);
  const sentence = translate(language, `refusals:${refusal.reason}`, refusal.params);
  const title = translate(language, `refusals:titles.${refusal.code}`);
  await showPage(umlauf, request, response, 'errors/refusal', page, { status, title, sentence, requestId });
}

/** What leads back after signing in. Whoever sent a form is told that it did not count. */
function whereFrom(request: Request): string {
  const isForm = request.method !== 'GET';
  const referer = request.headers.referer ?? '';
  const page = URL.canParse(referer) ? new URL(referer) : null;
  const path = isForm ? (page ? page.pathname + page.search : '/') : request.originalUrl;
  const query = new URLSearchParams({
    ...(path === '/' ? {} : { returnTo: path }),
    ...(isForm ? { ended: '1' } : {}),
  });
  return query.size === 0 ? '' : `?${query.toString()}`;
}
