/** What a served page has more than one on a disk. */
export interface Served {
  /** Has to come back as a header of everything that changes something. */
  readonly csrf: string;
}

/**
 * A page of the site as it is served: with the script of the review, and a policy that lets this script and its style
 * sheet load and talk to the server they came from, and nothing else.
 *
 * @throws Error where the page has no policy or no head: it is none of ours
 */
export function servedPage(page: string, { csrf }: Served): string {
  const policy = /<meta http-equiv="Content-Security-Policy" content="([^"]*)">/.exec(page);
  const head = page.indexOf('</head>');
  // Text of documents is escaped, so what is found first is what the page was made with.
  if (policy?.[1] === undefined || policy.index > head) throw new Error('a page of the site has no policy in its head');
  const widened = policy[0].replace(policy[1], () => widenPolicy(policy[1] ?? ''));
  const more = `<meta name="jiaokan-csrf" content="${csrf}">
<link rel="stylesheet" href="/review.css">
<script src="/review.js" defer></script>
`;
  const from = policy.index + policy[0].length;
  return page.slice(0, policy.index) + widened + page.slice(from, head) + more + page.slice(head);
}

/** The policy with what is served allowed beside what the page had; the page writes its quotes as `&#39;`. */
function widenPolicy(policy: string): string {
  const directives = new Map(
    policy
      .replaceAll('&#39;', "'")
      .split(';')
      .flatMap((directive): readonly (readonly [string, string])[] => {
        const [name, ...sources] = directive.trim().split(/\s+/);
        return name === undefined || name === '' ? [] : [[name, sources.join(' ')]];
      }),
  );
  for (const name of ['script-src', 'style-src', 'connect-src'])
    directives.set(name, `${directives.get(name) ?? ''} 'self'`.trim());
  return [...directives].map(([name, sources]) => `${name} ${sources}`).join('; ');
}
