/** The pad a signature is drawn on: for the hand-over, fetched with the visit as there may be no network at the customer's. */
export const signaturePad = () => import('signature_pad');
