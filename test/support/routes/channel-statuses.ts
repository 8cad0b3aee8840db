/**
 * What the routes of the channels answer to everybody, for a channel of Ben's shift in which he has said something:
 * whoever is not in it learns nothing of it, whatever he is.
 */
export const channelTable = `
route                                                                 object      nobody ben    clara  anna   wojcik deniz  esther ben:read ben:write anna:write
GET /api/v1/channels                                                  -           401    200    200    200    200    200    200    200      200       200
POST /api/v1/channels                                                 -           401    403    403    201    201    201    403    403      403       201
POST /api/v1/direct-conversations                                     -           401    201    201    201    201    201    201    403      200       200
GET /api/v1/channels/:id                                              member      401    200    404    404    404    404    404    200      200       404
GET /api/v1/channels/:id                                              led         401    200    404    200    404    404    404    200      200       200
GET /api/v1/channels/:id                                              missing     401    404    404    404    404    404    404    404      404       404
GET /api/v1/channels/:id                                              no-id       401    404    404    404    404    404    404    404      404       404
PATCH /api/v1/channels/:id                                            member      401    403    404    404    404    404    404    403      403       404
PATCH /api/v1/channels/:id                                            led         401    403    404    200    404    404    404    403      403       200
PATCH /api/v1/channels/:id                                            missing     401    404    404    404    404    404    404    403      404       404
PATCH /api/v1/channels/:id                                            no-id       401    404    404    404    404    404    404    403      404       404
GET /api/v1/channels/:id/members                                      member      401    200    404    404    404    404    404    200      200       404
GET /api/v1/channels/:id/members                                      led         401    200    404    200    404    404    404    200      200       200
GET /api/v1/channels/:id/members                                      missing     401    404    404    404    404    404    404    404      404       404
GET /api/v1/channels/:id/members                                      no-id       401    404    404    404    404    404    404    404      404       404
GET /api/v1/channels/:id/messages                                     member      401    200    404    404    404    404    404    200      200       404
GET /api/v1/channels/:id/messages                                     led         401    200    404    200    404    404    404    200      200       200
GET /api/v1/channels/:id/messages                                     missing     401    404    404    404    404    404    404    404      404       404
GET /api/v1/channels/:id/messages                                     no-id       401    404    404    404    404    404    404    404      404       404
POST /api/v1/channels/:id/messages                                    member      401    201    404    404    404    404    404    403      201       404
POST /api/v1/channels/:id/messages                                    led         401    201    404    201    404    404    404    403      201       201
POST /api/v1/channels/:id/messages                                    missing     401    404    404    404    404    404    404    403      404       404
POST /api/v1/channels/:id/messages                                    no-id       401    404    404    404    404    404    404    403      404       404
GET /api/v1/channels/:id/changes                                      member      401    200    404    404    404    404    404    200      200       404
GET /api/v1/channels/:id/changes                                      led         401    200    404    200    404    404    404    200      200       200
GET /api/v1/channels/:id/changes                                      missing     401    404    404    404    404    404    404    404      404       404
GET /api/v1/channels/:id/changes                                      no-id       401    404    404    404    404    404    404    404      404       404
PUT /api/v1/channels/:id/read                                         member      401    200    404    404    404    404    404    403      200       404
PUT /api/v1/channels/:id/read                                         led         401    200    404    200    404    404    404    403      200       200
PUT /api/v1/channels/:id/read                                         missing     401    404    404    404    404    404    404    403      404       404
PUT /api/v1/channels/:id/read                                         no-id       401    404    404    404    404    404    404    403      404       404
PATCH /api/v1/channels/:id/messages/:seq                              member      401    200    404    404    404    404    404    403      200       404
PATCH /api/v1/channels/:id/messages/:seq                              no-message  401    404    404    404    404    404    404    403      404       404
PATCH /api/v1/channels/:id/messages/:seq                              missing     401    404    404    404    404    404    404    403      404       404
PATCH /api/v1/channels/:id/messages/:seq                              no-id       401    404    404    404    404    404    404    403      404       404
DELETE /api/v1/channels/:id/messages/:seq                             member      401    200    404    404    404    404    404    403      200       404
DELETE /api/v1/channels/:id/messages/:seq                             no-message  401    404    404    404    404    404    404    403      404       404
DELETE /api/v1/channels/:id/messages/:seq                             missing     401    404    404    404    404    404    404    403      404       404
DELETE /api/v1/channels/:id/messages/:seq                             no-id       401    404    404    404    404    404    404    403      404       404
PUT /api/v1/channels/:id/messages/:seq/reactions/:emoji               member      401    200    404    404    404    404    404    403      200       404
PUT /api/v1/channels/:id/messages/:seq/reactions/:emoji               no-message  401    404    404    404    404    404    404    403      404       404
PUT /api/v1/channels/:id/messages/:seq/reactions/:emoji               missing     401    404    404    404    404    404    404    403      404       404
PUT /api/v1/channels/:id/messages/:seq/reactions/:emoji               no-id       401    404    404    404    404    404    404    403      404       404
DELETE /api/v1/channels/:id/messages/:seq/reactions/:emoji            member      401    200    404    404    404    404    404    403      200       404
DELETE /api/v1/channels/:id/messages/:seq/reactions/:emoji            no-message  401    404    404    404    404    404    404    403      404       404
DELETE /api/v1/channels/:id/messages/:seq/reactions/:emoji            missing     401    404    404    404    404    404    404    403      404       404
DELETE /api/v1/channels/:id/messages/:seq/reactions/:emoji            no-id       401    404    404    404    404    404    404    403      404       404
`;
