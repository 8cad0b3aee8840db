import type { CallerName } from './callers.ts';
import { channelTable } from './channel-statuses.ts';

/**
 * What every route answers to everybody, for an announcement of Anna's to Ben's shift: 404 what they may not see, 403
 * what they may see but not do, signed out 303 to the sign-in for pages and 401 for calls. A token that may only read
 * is refused every change with 403 before anything is looked for. Without SCIM_TOKEN there is nothing below /scim/v2.
 */
const table = `
route                                             object     nobody ben clara anna wojcik deniz esther ben:read ben:write anna:write

GET /healthz                                      -          200    200 200   200  200    200   200    200      200       200
GET /readyz                                       -          200    200 200   200  200    200   200    200      200       200
GET /metrics                                      -          200    200 200   200  200    200   200    200      200       200
GET /api/v1/openapi.json                          -          200    200 200   200  200    200   200    200      200       200

GET /sign-in                                      -          200    303 303   303  303    303   303    303      303       303
POST /sign-in                                     -          303    303 303   303  303    303   303    403      303       303
POST /sign-out                                    -          303    303 303   303  303    303   303    403      403       403
GET /offline                                      -          200    200 200   200  200    200   200    200      200       200
GET /sign-in/link                                 -          400    400 400   400  400    400   400    400      400       400
POST /sign-in/link                                -          403    403 403   403  403    403   403    403      403       403
GET /sign-in/saml                                 -          404    404 404   404  404    404   404    404      404       404
POST /sign-in/saml/callback                       -          404    404 404   404  404    404   404    404      404       404
GET /sign-in/saml/metadata                        -          404    404 404   404  404    404   404    404      404       404
GET /sign-in/saml/logout                          -          404    404 404   404  404    404   404    404      404       404

GET /me                                           -          303    200 200   200  200    200   200    403      403       403
POST /me/language                                 -          303    303 303   303  303    303   303    403      403       403
POST /me/enter                                    -          303    303 303   303  303    303   303    403      403       403
POST /me/shortcuts                                -          303    303 303   303  303    303   303    403      403       403
POST /me/quiet-hours                              -          303    303 303   303  303    303   303    403      403       403
POST /me/push-test                                -          303    409 409   409  409    409   409    403      403       403
POST /me/tokens                                   -          303    200 200   200  200    200   200    403      403       403
POST /me/tokens/:id/revocation                    own        303    303 303   303  303    303   303    403      403       403
POST /me/tokens/:id/revocation                    foreign    303    404 404   404  404    404   404    403      403       403
POST /me/tokens/:id/revocation                    missing    303    404 404   404  404    404   404    403      403       403
POST /me/tokens/:id/revocation                    no-id      303    404 404   404  404    404   404    403      403       403
POST /me/devices/:id/end                          own        303    303 303   303  303    303   303    403      403       403
POST /me/devices/:id/end                          foreign    303    404 404   404  404    404   404    403      403       403
POST /me/devices/:id/end                          missing    303    404 404   404  404    404   404    403      403       403
POST /me/devices/:id/end                          no-id      303    404 404   404  404    404   404    403      403       403

GET /privacy                                      -          303    200 200   200  200    200   200    200      200       200
GET /                                             -          303    200 200   200  200    200   200    200      200       200
GET /announcements                                -          303    403 403   200  200    403   403    403      403       200
GET /announcements/new                            -          303    403 403   200  200    403   403    403      403       200
GET /announcements/addressees                     -          303    403 403   200  200    403   403    403      403       200
GET /announcements/teams                          -          303    403 403   200  200    403   403    403      403       200
POST /announcements                               -          303    403 403   303  303    403   403    403      403       303
POST /announcements/preview                       -          303    403 403   200  200    403   403    403      403       200
POST /announcements/reach-preview                 -          303    403 403   200  200    403   403    403      403       200

GET /announcements/:id                            released   303    200 404   200  404    404   404    200      200       200
GET /announcements/:id                            draft      303    404 404   303  404    404   404    404      404       303
GET /announcements/:id                            missing    303    404 404   404  404    404   404    404      404       404
GET /announcements/:id                            no-id      303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/edit                       released   303    403 404   303  404    404   404    403      403       303
GET /announcements/:id/edit                       draft      303    404 404   200  404    404   404    404      404       200
GET /announcements/:id/edit                       missing    303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/edit                       no-id      303    404 404   404  404    404   404    404      404       404
POST /announcements/:id/draft                     released   303    403 404   409  404    404   404    403      403       409
POST /announcements/:id/draft                     draft      303    404 404   303  404    404   404    403      404       303
POST /announcements/:id/draft                     missing    303    404 404   404  404    404   404    403      404       404
POST /announcements/:id/draft                     no-id      303    404 404   404  404    404   404    403      404       404
POST /announcements/:id/deletion                  released   303    403 404   409  404    404   404    403      403       409
POST /announcements/:id/deletion                  draft      303    404 404   303  404    404   404    403      404       303
POST /announcements/:id/deletion                  missing    303    404 404   404  404    404   404    403      404       404
POST /announcements/:id/deletion                  no-id      303    404 404   404  404    404   404    403      404       404
GET /announcements/:id/release                    released   303    403 404   303  404    404   404    403      403       303
GET /announcements/:id/release                    draft      303    404 404   200  404    404   404    404      404       200
GET /announcements/:id/release                    missing    303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/release                    no-id      303    404 404   404  404    404   404    404      404       404
POST /announcements/:id/release                   released   303    403 404   409  404    404   404    403      403       409
POST /announcements/:id/release                   draft      303    404 404   303  404    404   404    403      404       303
POST /announcements/:id/release                   missing    303    404 404   404  404    404   404    403      404       404
POST /announcements/:id/release                   no-id      303    404 404   404  404    404   404    403      404       404
GET /announcements/:id/approval                   released   303    403 404   303  404    404   404    403      403       303
GET /announcements/:id/approval                   draft      303    404 404   303  404    404   404    404      404       303
GET /announcements/:id/approval                   awaiting   303    404 404   200  200    404   404    404      404       200
GET /announcements/:id/approval                   missing    303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/approval                   no-id      303    404 404   404  404    404   404    404      404       404
POST /announcements/:id/approval                  released   303    403 404   409  404    404   404    403      403       409
POST /announcements/:id/approval                  draft      303    404 404   409  404    404   404    403      404       409
POST /announcements/:id/approval                  awaiting   303    404 404   403  303    404   404    403      404       403
POST /announcements/:id/approval                  missing    303    404 404   404  404    404   404    403      404       404
POST /announcements/:id/approval                  no-id      303    404 404   404  404    404   404    403      404       404
GET /announcements/:id/correction                 released   303    403 404   200  404    404   404    403      403       200
GET /announcements/:id/correction                 draft      303    404 404   303  404    404   404    404      404       303
GET /announcements/:id/correction                 missing    303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/correction                 no-id      303    404 404   404  404    404   404    404      404       404
POST /announcements/:id/correction                released   303    403 404   303  404    404   404    403      403       303
POST /announcements/:id/correction                draft      303    404 404   409  404    404   404    403      404       409
POST /announcements/:id/correction                missing    303    404 404   404  404    404   404    403      404       404
POST /announcements/:id/correction                no-id      303    404 404   404  404    404   404    403      404       404
GET /announcements/:id/withdrawal                 released   303    403 404   200  404    404   404    403      403       200
GET /announcements/:id/withdrawal                 draft      303    404 404   303  404    404   404    404      404       303
GET /announcements/:id/withdrawal                 missing    303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/withdrawal                 no-id      303    404 404   404  404    404   404    404      404       404
POST /announcements/:id/withdrawal                released   303    403 404   303  404    404   404    403      403       303
POST /announcements/:id/withdrawal                draft      303    404 404   409  404    404   404    403      404       409
POST /announcements/:id/withdrawal                missing    303    404 404   404  404    404   404    403      404       404
POST /announcements/:id/withdrawal                no-id      303    404 404   404  404    404   404    403      404       404
POST /announcements/:id/takeover                  released   303    403 404   409  404    404   404    403      403       409
POST /announcements/:id/takeover                  draft      303    404 404   409  404    404   404    403      404       409
POST /announcements/:id/takeover                  held       303    404 404   303  303    404   404    403      404       303
POST /announcements/:id/takeover                  missing    303    404 404   404  404    404   404    403      404       404
POST /announcements/:id/takeover                  no-id      303    404 404   404  404    404   404    403      404       404
POST /announcements/:id/return                    released   303    403 404   409  404    404   404    403      403       409
POST /announcements/:id/return                    draft      303    404 404   303  404    404   404    403      404       303
POST /announcements/:id/return                    awaiting   303    404 404   303  404    404   404    403      404       303
POST /announcements/:id/return                    missing    303    404 404   404  404    404   404    403      404       404
POST /announcements/:id/return                    no-id      303    404 404   404  404    404   404    403      404       404
GET /announcements/:id/progress                   released   303    403 404   200  404    404   404    403      403       200
GET /announcements/:id/progress                   draft      303    404 404   303  404    404   404    404      404       303
GET /announcements/:id/progress                   missing    303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/progress                   no-id      303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/team                       released   303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/team                       draft      303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/team                       missing    303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/team                       no-id      303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/progress.csv               released   303    403 404   200  404    404   404    403      403       200
GET /announcements/:id/progress.csv               draft      303    404 404   409  404    404   404    404      404       409
GET /announcements/:id/progress.csv               missing    303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/progress.csv               no-id      303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/reminder                   released   303    403 404   200  404    404   404    403      403       200
GET /announcements/:id/reminder                   draft      303    404 404   409  404    404   404    404      404       409
GET /announcements/:id/reminder                   missing    303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/reminder                   no-id      303    404 404   404  404    404   404    404      404       404
POST /announcements/:id/reminder                  released   303    403 404   303  404    404   404    403      403       303
POST /announcements/:id/reminder                  draft      303    404 404   409  404    404   404    403      404       409
POST /announcements/:id/reminder                  missing    303    404 404   404  404    404   404    403      404       404
POST /announcements/:id/reminder                  no-id      303    404 404   404  404    404   404    403      404       404
GET /announcements/:id/calls                      released   303    403 404   200  404    404   404    403      403       200
GET /announcements/:id/calls                      draft      303    404 404   409  404    404   404    404      404       409
GET /announcements/:id/calls                      missing    303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/calls                      no-id      303    404 404   404  404    404   404    404      404       404
POST /announcements/:id/calls                     released   303    403 404   303  404    404   404    403      403       303
POST /announcements/:id/calls                     draft      303    404 404   409  404    404   404    403      404       409
POST /announcements/:id/calls                     missing    303    404 404   404  404    404   404    403      404       404
POST /announcements/:id/calls                     no-id      303    404 404   404  404    404   404    403      404       404
GET /announcements/:id/resending                  released   303    403 404   200  404    404   404    403      403       200
GET /announcements/:id/resending                  draft      303    404 404   409  404    404   404    404      404       409
GET /announcements/:id/resending                  missing    303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/resending                  no-id      303    404 404   404  404    404   404    404      404       404
POST /announcements/:id/resending                 released   303    403 404   303  404    404   404    403      403       303
POST /announcements/:id/resending                 draft      303    404 404   409  404    404   404    403      404       409
POST /announcements/:id/resending                 missing    303    404 404   404  404    404   404    403      404       404
POST /announcements/:id/resending                 no-id      303    404 404   404  404    404   404    403      404       404
POST /announcements/:id/acknowledgement           released   303    303 404   403  404    404   404    403      303       403
POST /announcements/:id/acknowledgement           confirmed  303    303 404   403  404    404   404    403      303       403
POST /announcements/:id/acknowledgement           draft      303    404 404   403  404    404   404    403      404       403
POST /announcements/:id/acknowledgement           missing    303    404 404   404  404    404   404    403      404       404
POST /announcements/:id/acknowledgement           no-id      303    404 404   404  404    404   404    403      404       404
GET /announcements/:id/acknowledgement            released   303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/acknowledgement            confirmed  303    200 404   404  404    404   404    200      200       404
GET /announcements/:id/acknowledgement            draft      303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/acknowledgement            missing    303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/acknowledgement            no-id      303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/acknowledgement.json       released   303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/acknowledgement.json       confirmed  303    200 404   404  404    404   404    200      200       404
GET /announcements/:id/acknowledgement.json       draft      303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/acknowledgement.json       missing    303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/acknowledgement.json       no-id      303    404 404   404  404    404   404    404      404       404
POST /announcements/:id/answers                   released   303    303 404   403  404    404   404    403      303       403
POST /announcements/:id/answers                   draft      303    404 404   403  404    404   404    403      404       403
POST /announcements/:id/answers                   missing    303    404 404   404  404    404   404    403      404       404
POST /announcements/:id/answers                   no-id      303    404 404   404  404    404   404    403      404       404
GET /announcements/:id/answers                    released   303    403 404   200  404    404   404    403      403       200
GET /announcements/:id/answers                    draft      303    404 404   303  404    404   404    404      404       303
GET /announcements/:id/answers                    missing    303    404 404   404  404    404   404    404      404       404
GET /announcements/:id/answers                    no-id      303    404 404   404  404    404   404    404      404       404
POST /announcements/:id/answers/:answerId/reply   given      303    403 404   303  404    404   404    403      403       303
POST /announcements/:id/answers/:answerId/reply   missing    303    403 404   404  404    404   404    403      403       404
POST /announcements/:id/answers/:answerId/reply   no-id      303    404 404   404  404    404   404    403      404       404

GET /administration                               -          303    403 403   403  403    200   403    403      403       403
POST /administration/differences/:id/approval     waiting    303    403 403   403  403    303   403    403      403       403
POST /administration/differences/:id/approval     missing    303    403 403   403  403    404   403    403      403       403
POST /administration/differences/:id/approval     no-id      303    403 403   403  403    404   403    403      403       403
POST /administration/differences/:id/dismissal    waiting    303    403 403   403  403    303   403    403      403       403
POST /administration/differences/:id/dismissal    missing    303    403 403   403  403    404   403    403      403       403
POST /administration/differences/:id/dismissal    no-id      303    403 403   403  403    404   403    403      403       403


GET /administration/delivery                      -          303    403 403   403  403    200   403    403      403       403
POST /administration/delivery/examination         -          303    403 403   403  403    200   403    403      403       403
POST /administration/clock/confirmation           -          303    403 403   403  403    303   403    403      403       403
GET /administration/people                        -          303    403 403   403  403    200   403    403      403       403
GET /administration/people/:id                    own        303    403 403   403  403    200   403    403      403       403
GET /administration/people/:id                    foreign    303    403 403   403  403    200   403    403      403       403
GET /administration/people/:id                    missing    303    403 403   403  403    404   403    403      403       403
GET /administration/people/:id                    no-id      303    403 403   403  403    404   403    403      403       403
POST /administration/people/:id/end               own        303    403 403   403  403    403   403    403      403       403
POST /administration/people/:id/end               foreign    303    403 403   403  403    303   403    403      403       403
POST /administration/people/:id/end               missing    303    403 403   403  403    404   403    403      403       403
POST /administration/people/:id/end               no-id      303    403 403   403  403    404   403    403      403       403
POST /administration/people/:id/deactivation      own        303    403 403   403  403    403   403    403      403       403
POST /administration/people/:id/deactivation      foreign    303    403 403   403  403    303   403    403      403       403
POST /administration/people/:id/deactivation      missing    303    403 403   403  403    404   403    403      403       403
POST /administration/people/:id/deactivation      no-id      303    403 403   403  403    404   403    403      403       403
POST /administration/devices/:id/end              own        303    403 403   403  403    403   403    403      403       403
POST /administration/devices/:id/end              foreign    303    403 403   403  403    303   403    403      403       403
POST /administration/devices/:id/end              missing    303    403 403   403  403    404   403    403      403       403
POST /administration/devices/:id/end              no-id      303    403 403   403  403    404   403    403      403       403
POST /administration/tokens/:id/revocation        own        303    403 403   403  403    303   403    403      403       403
POST /administration/tokens/:id/revocation        foreign    303    403 403   403  403    303   403    403      403       403
POST /administration/tokens/:id/revocation        missing    303    403 403   403  403    404   403    403      403       403
POST /administration/tokens/:id/revocation        no-id      303    403 403   403  403    404   403    403      403       403
GET /administration/teams                         -          303    403 403   403  403    200   403    403      403       403
GET /administration/teams/:id                     existing   303    403 403   403  403    200   403    403      403       403
GET /administration/teams/:id                     missing    303    403 403   403  403    404   403    403      403       403
GET /administration/teams/:id                     no-id      303    403 403   403  403    404   403    403      403       403
GET /administration/roles                         -          303    403 403   403  403    200   403    403      403       403
POST /administration/links/:id/end                open       303    403 403   403  403    303   403    403      403       403
POST /administration/links/:id/end                missing    303    403 403   403  403    404   403    403      403       403
POST /administration/links/:id/end                no-id      303    403 403   403  403    404   403    403      403       403

GET /api/v1/me                                    -          401    200 200   200  200    200   200    200      200       200
GET /api/v1/inbox                                 -          401    200 200   200  200    200   200    200      200       200
GET /api/v1/announcements                         -          401    403 403   200  200    403   403    403      403       200
POST /api/v1/announcements                        -          401    403 403   201  201    403   403    403      403       201
GET /api/v1/announcements/:id                     released   401    200 404   200  404    404   404    200      200       200
GET /api/v1/announcements/:id                     draft      401    404 404   200  404    404   404    404      404       200
GET /api/v1/announcements/:id                     missing    401    404 404   404  404    404   404    404      404       404
GET /api/v1/announcements/:id                     no-id      401    404 404   404  404    404   404    404      404       404
PATCH /api/v1/announcements/:id                   released   401    403 404   409  404    404   404    403      403       409
PATCH /api/v1/announcements/:id                   draft      401    404 404   200  404    404   404    403      404       200
PATCH /api/v1/announcements/:id                   missing    401    404 404   404  404    404   404    403      404       404
PATCH /api/v1/announcements/:id                   no-id      401    404 404   404  404    404   404    403      404       404
DELETE /api/v1/announcements/:id                  released   401    403 404   409  404    404   404    403      403       409
DELETE /api/v1/announcements/:id                  draft      401    404 404   204  404    404   404    403      404       204
DELETE /api/v1/announcements/:id                  missing    401    404 404   404  404    404   404    403      404       404
DELETE /api/v1/announcements/:id                  no-id      401    404 404   404  404    404   404    403      404       404
POST /api/v1/announcements/:id/reach              released   401    403 404   200  404    404   404    403      403       200
POST /api/v1/announcements/:id/reach              draft      401    404 404   200  404    404   404    403      404       200
POST /api/v1/announcements/:id/reach              missing    401    404 404   404  404    404   404    403      404       404
POST /api/v1/announcements/:id/reach              no-id      401    404 404   404  404    404   404    403      404       404
POST /api/v1/announcements/:id/release            released   401    403 404   409  404    404   404    403      403       409
POST /api/v1/announcements/:id/release            draft      401    404 404   200  404    404   404    403      404       200
POST /api/v1/announcements/:id/release            missing    401    404 404   404  404    404   404    403      404       404
POST /api/v1/announcements/:id/release            no-id      401    404 404   404  404    404   404    403      404       404
POST /api/v1/announcements/:id/approval           released   401    403 404   409  404    404   404    403      403       409
POST /api/v1/announcements/:id/approval           draft      401    404 404   409  404    404   404    403      404       409
POST /api/v1/announcements/:id/approval           awaiting   401    404 404   403  200    404   404    403      404       403
POST /api/v1/announcements/:id/approval           missing    401    404 404   404  404    404   404    403      404       404
POST /api/v1/announcements/:id/approval           no-id      401    404 404   404  404    404   404    403      404       404
POST /api/v1/announcements/:id/correction         released   401    403 404   200  404    404   404    403      403       200
POST /api/v1/announcements/:id/correction         draft      401    404 404   409  404    404   404    403      404       409
POST /api/v1/announcements/:id/correction         missing    401    404 404   404  404    404   404    403      404       404
POST /api/v1/announcements/:id/correction         no-id      401    404 404   404  404    404   404    403      404       404
POST /api/v1/announcements/:id/withdrawal         released   401    403 404   200  404    404   404    403      403       200
POST /api/v1/announcements/:id/withdrawal         draft      401    404 404   409  404    404   404    403      404       409
POST /api/v1/announcements/:id/withdrawal         missing    401    404 404   404  404    404   404    403      404       404
POST /api/v1/announcements/:id/withdrawal         no-id      401    404 404   404  404    404   404    403      404       404
POST /api/v1/announcements/:id/takeover           released   401    403 404   409  404    404   404    403      403       409
POST /api/v1/announcements/:id/takeover           draft      401    404 404   409  404    404   404    403      404       409
POST /api/v1/announcements/:id/takeover           held       401    404 404   200  200    404   404    403      404       200
POST /api/v1/announcements/:id/takeover           missing    401    404 404   404  404    404   404    403      404       404
POST /api/v1/announcements/:id/takeover           no-id      401    404 404   404  404    404   404    403      404       404
POST /api/v1/announcements/:id/acknowledgement    released   401    201 404   403  404    404   404    403      201       403
POST /api/v1/announcements/:id/acknowledgement    confirmed  401    200 404   403  404    404   404    403      200       403
POST /api/v1/announcements/:id/acknowledgement    draft      401    404 404   403  404    404   404    403      404       403
POST /api/v1/announcements/:id/acknowledgement    missing    401    404 404   404  404    404   404    403      404       404
POST /api/v1/announcements/:id/acknowledgement    no-id      401    404 404   404  404    404   404    403      404       404
GET /api/v1/announcements/:id/acknowledgement     released   401    404 404   404  404    404   404    404      404       404
GET /api/v1/announcements/:id/acknowledgement     confirmed  401    200 404   404  404    404   404    200      200       404
GET /api/v1/announcements/:id/acknowledgement     draft      401    404 404   404  404    404   404    404      404       404
GET /api/v1/announcements/:id/acknowledgement     missing    401    404 404   404  404    404   404    404      404       404
GET /api/v1/announcements/:id/acknowledgement     no-id      401    404 404   404  404    404   404    404      404       404
GET /api/v1/announcements/:id/progress            released   401    403 404   200  404    404   404    403      403       200
GET /api/v1/announcements/:id/progress            draft      401    404 404   200  404    404   404    404      404       200
GET /api/v1/announcements/:id/progress            missing    401    404 404   404  404    404   404    404      404       404
GET /api/v1/announcements/:id/progress            no-id      401    404 404   404  404    404   404    404      404       404
GET /api/v1/announcements/:id/recipients          released   401    403 404   200  404    404   404    403      403       200
GET /api/v1/announcements/:id/recipients          draft      401    404 404   200  404    404   404    404      404       200
GET /api/v1/announcements/:id/recipients          missing    401    404 404   404  404    404   404    404      404       404
GET /api/v1/announcements/:id/recipients          no-id      401    404 404   404  404    404   404    404      404       404
POST /api/v1/announcements/:id/reminder           released   401    403 404   200  404    404   404    403      403       200
POST /api/v1/announcements/:id/reminder           draft      401    404 404   409  404    404   404    403      404       409
POST /api/v1/announcements/:id/reminder           missing    401    404 404   404  404    404   404    403      404       404
POST /api/v1/announcements/:id/reminder           no-id      401    404 404   404  404    404   404    403      404       404
GET /api/v1/announcements/:id/calls               released   401    403 404   200  404    404   404    403      403       200
GET /api/v1/announcements/:id/calls               draft      401    404 404   409  404    404   404    404      404       409
GET /api/v1/announcements/:id/calls               missing    401    404 404   404  404    404   404    404      404       404
GET /api/v1/announcements/:id/calls               no-id      401    404 404   404  404    404   404    404      404       404
POST /api/v1/announcements/:id/calls              released   401    403 404   201  404    404   404    403      403       201
POST /api/v1/announcements/:id/calls              draft      401    404 404   409  404    404   404    403      404       409
POST /api/v1/announcements/:id/calls              missing    401    404 404   404  404    404   404    403      404       404
POST /api/v1/announcements/:id/calls              no-id      401    404 404   404  404    404   404    403      404       404
GET /api/v1/announcements/:id/resending           released   401    403 404   200  404    404   404    403      403       200
GET /api/v1/announcements/:id/resending           draft      401    404 404   409  404    404   404    404      404       409
GET /api/v1/announcements/:id/resending           missing    401    404 404   404  404    404   404    404      404       404
GET /api/v1/announcements/:id/resending           no-id      401    404 404   404  404    404   404    404      404       404
POST /api/v1/announcements/:id/resending          released   401    403 404   200  404    404   404    403      403       200
POST /api/v1/announcements/:id/resending          draft      401    404 404   409  404    404   404    403      404       409
POST /api/v1/announcements/:id/resending          missing    401    404 404   404  404    404   404    403      404       404
POST /api/v1/announcements/:id/resending          no-id      401    404 404   404  404    404   404    403      404       404
POST /api/v1/announcements/:id/answers            released   401    201 404   403  404    404   404    403      201       403
POST /api/v1/announcements/:id/answers            draft      401    404 404   403  404    404   404    403      404       403
POST /api/v1/announcements/:id/answers            missing    401    404 404   404  404    404   404    403      404       404
POST /api/v1/announcements/:id/answers            no-id      401    404 404   404  404    404   404    403      404       404
GET /api/v1/announcements/:id/answers             released   401    200 404   200  404    404   404    200      200       200
GET /api/v1/announcements/:id/answers             draft      401    404 404   200  404    404   404    404      404       200
GET /api/v1/announcements/:id/answers             missing    401    404 404   404  404    404   404    404      404       404
GET /api/v1/announcements/:id/answers             no-id      401    404 404   404  404    404   404    404      404       404
POST /api/v1/announcements/:id/answers/:answerId/reply given      401    403 404   200  404    404   404    403      403       200
POST /api/v1/announcements/:id/answers/:answerId/reply missing    401    403 404   404  404    404   404    403      403       404
POST /api/v1/announcements/:id/answers/:answerId/reply no-id      401    404 404   404  404    404   404    403      404       404

POST /api/v1/push-subscriptions                   -          401    201 201   201  201    201   201    403      201       201
DELETE /api/v1/push-subscriptions/:id             own        401    204 204   204  204    204   204    403      204       204
DELETE /api/v1/push-subscriptions/:id             foreign    401    404 404   404  404    404   404    403      404       404
DELETE /api/v1/push-subscriptions/:id             missing    401    404 404   404  404    404   404    403      404       404
DELETE /api/v1/push-subscriptions/:id             no-id      401    404 404   404  404    404   404    403      404       404
GET /api/v1/teams                                 -          401    200 200   200  200    200   200    200      200       200
GET /api/v1/teams/:id                             existing   401    404 404   200  200    404   404    404      404       200
GET /api/v1/teams/:id                             missing    401    404 404   404  404    404   404    404      404       404
GET /api/v1/teams/:id                             no-id      401    404 404   404  404    404   404    404      404       404
GET /api/v1/people                                -          401    200 200   200  200    200   200    200      200       200

GET /scim/v2/ServiceProviderConfig                -          404    404 404   404  404    404   404    404      404       404
GET /scim/v2/ResourceTypes                        -          404    404 404   404  404    404   404    404      404       404
GET /scim/v2/ResourceTypes/:id                    -          404    404 404   404  404    404   404    404      404       404
GET /scim/v2/Schemas                              -          404    404 404   404  404    404   404    404      404       404
GET /scim/v2/Schemas/:id                          -          404    404 404   404  404    404   404    404      404       404
GET /scim/v2/Users                                -          404    404 404   404  404    404   404    404      404       404
GET /scim/v2/Users/:id                            -          404    404 404   404  404    404   404    404      404       404
POST /scim/v2/Users                               -          404    404 404   404  404    404   404    404      404       404
PUT /scim/v2/Users/:id                            -          404    404 404   404  404    404   404    404      404       404
PATCH /scim/v2/Users/:id                          -          404    404 404   404  404    404   404    404      404       404
DELETE /scim/v2/Users/:id                         -          404    404 404   404  404    404   404    404      404       404
GET /scim/v2/Groups                               -          404    404 404   404  404    404   404    404      404       404
GET /scim/v2/Groups/:id                           -          404    404 404   404  404    404   404    404      404       404
POST /scim/v2/Groups                              -          404    404 404   404  404    404   404    404      404       404
PUT /scim/v2/Groups/:id                           -          404    404 404   404  404    404   404    404      404       404
PATCH /scim/v2/Groups/:id                         -          404    404 404   404  404    404   404    404      404       404
DELETE /scim/v2/Groups/:id                        -          404    404 404   404  404    404   404    404      404       404
`;

export type Expectation = { route: string; object: string; statuses: Map<CallerName, number> };

function readTable(source: string): { callers: CallerName[]; expectations: Expectation[] } {
  const [head = [], ...rows] = source
    .split('\n')
    .filter((line) => line.trim() !== '')
    .map((line) => line.trim().split(/\s+/));
  const callers = head.slice(2) as CallerName[];
  const expectations = rows.map(([method = '', path = '', object = '', ...statuses]) => ({
    route: `${method} ${path}`,
    object,
    statuses: new Map(callers.map((caller, at) => [caller, Number(statuses[at])])),
  }));
  return { callers, expectations };
}

const [all, ofChannels] = [readTable(table), readTable(channelTable)];

export const { callers } = all;
export const expectations = [...all.expectations, ...ofChannels.expectations];
