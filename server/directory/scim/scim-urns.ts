export const userUrn = 'urn:ietf:params:scim:schemas:core:2.0:User';
export const groupUrn = 'urn:ietf:params:scim:schemas:core:2.0:Group';
export const enterpriseUrn = 'urn:ietf:params:scim:schemas:extension:enterprise:2.0:User';

const message = 'urn:ietf:params:scim:api:messages:2.0';
export const listUrn = `${message}:ListResponse`;
export const patchUrn = `${message}:PatchOp`;
export const errorUrn = `${message}:Error`;
