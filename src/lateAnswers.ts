import { formAsMessage } from './chat/formMessage.ts';
import type { Answer, HandedIn } from './chat/invocation.ts';
import type { Message } from './chat/message.ts';
import { tellNote } from './delivery/queue.ts';
import type { Renderer } from './delivery/render.ts';
import { translate } from './i18n/index.ts';
import type { Work } from './storage/work.ts';

/**
 * Brings the answer to something that was submitted before a crash to its author, in a direct
 * message: the form in which they wrote, and every other way to them, is gone.
 */
export async function tellLateAnswer(
  work: Work,
  { id, user }: HandedIn,
  answer: Answer,
): Promise<void> {
  const message = messageOf(answer);
  if (!message) return;
  const { platform, community } = user;
  const person = await work.tx.person.findUniqueOrThrow({
    where: { platform_community_externalId: { platform, community, externalId: user.user } },
  });
  await tellNote(work, {
    kind: 'lateAnswer',
    subject: id,
    params: { message: JSON.stringify(message) },
    key: `lateAnswer:${id}`,
    person,
  });
}

function messageOf(answer: Answer): Message | null {
  switch (answer.kind) {
    case 'nothing':
      return null;
    case 'private':
    case 'public':
      return answer.message;
    case 'form':
      return formAsMessage(answer.form, {});
    case 'invalid':
      return formAsMessage(answer.form, answer.errors);
  }
}

/** The answer as it was made, under a line that says why it comes so late. */
export const renderLateAnswer: Renderer = async ({ params }) => {
  const message = JSON.parse(String(params.message)) as Message;
  const why = translate(message.language, 'chat.lateAnswer');
  return { ...message, parts: [{ kind: 'context', text: why }, ...message.parts] };
};
