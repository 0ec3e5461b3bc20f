/** What of the layout a letter has. */
export interface Shape {
  readonly facts: boolean;
  readonly button: boolean;
  readonly logo: boolean;
}

const FONT = `-apple-system, 'Segoe UI', 'PingFang SC', 'PingFang TC', 'Microsoft YaHei', 'Noto Sans SC', sans-serif`;

/** Compiled layouts; there are eight shapes. */
const compiled = new Map<string, Promise<string>>();

/** The layout of a shape as HTML with places to fill, compiled at its first use: MJML takes half a second to load, and a start has no mail yet. */
export function layoutOf(shape: Shape): Promise<string> {
  const key = JSON.stringify([shape.facts, shape.button, shape.logo]);
  let layout = compiled.get(key);
  if (!layout) {
    layout = compile(shape);
    compiled.set(key, layout);
    // What could not be loaded is tried again by the next mail.
    layout.catch(() => compiled.delete(key));
  }
  return layout;
}

async function compile(shape: Shape): Promise<string> {
  const { default: mjml } = await import('mjml');
  const { html } = await mjml(markup(shape), { validationLevel: 'strict', fonts: {}, keepComments: false });
  return html;
}

const markup = ({ facts, button, logo }: Shape): string => `<mjml lang="{{lang}}">
  <mj-head>
    <mj-title>{{title}}</mj-title>
    <mj-preview>{{preview}}</mj-preview>
    <mj-attributes>
      <mj-all font-family="${FONT}" />
      <mj-text font-size="15px" line-height="1.6" color="#1f2328" padding="4px 28px" />
      <mj-section padding="0" background-color="#ffffff" />
    </mj-attributes>
  </mj-head>
  <mj-body background-color="#f3f4f6" width="560px">
    <mj-section background-color="#f3f4f6" padding="20px 0 8px"><mj-column>
      ${logo ? '<mj-image src="{{logo}}" alt="{{sender}}" align="left" width="120px" padding="0 28px 8px" />' : ''}
      <mj-text font-size="14px" font-weight="600" color="#57606a">{{sender}}</mj-text>
    </mj-column></mj-section>
    <mj-section border="1px solid #d9dde3" border-radius="6px" padding="20px 0"><mj-column>
      <mj-text font-size="20px" font-weight="600" line-height="1.4" padding="4px 28px 12px">{{heading}}</mj-text>
      <mj-text>{{lines}}</mj-text>
      ${facts ? '<mj-table padding="4px 28px 12px" font-size="15px" line-height="1.6" color="#1f2328">{{facts}}</mj-table>' : ''}
      ${
        button
          ? `<mj-button href="{{href}}" align="left" padding="8px 28px 12px" background-color="#1d4ed8" color="#ffffff" border-radius="6px" font-size="15px" font-weight="600" inner-padding="12px 20px">{{label}}</mj-button>
      <mj-text font-size="13px" color="#57606a">{{copy}}<br /><span style="word-break:break-all">{{href}}</span></mj-text>`
          : ''
      }
      <mj-text font-size="13px" color="#57606a" padding="8px 28px 0">{{notes}}</mj-text>
    </mj-column></mj-section>
    <mj-section background-color="#f3f4f6" padding="8px 0 24px"><mj-column>
      <mj-text font-size="12px" color="#57606a">{{why}}</mj-text>
    </mj-column></mj-section>
  </mj-body>
</mjml>`;
