/** Ends the session and leaves with a full page load, so nothing of this account stays in the tab's memory. */
export const signOut = () => {
  const form = document.createElement('form');
  form.method = 'POST';
  form.action = '/sign-out';
  document.body.append(form);
  form.submit();
};
