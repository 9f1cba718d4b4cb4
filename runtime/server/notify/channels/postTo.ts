import { type ChannelDeps, SendFault } from "./channel.ts";
import { type Post, type PostAnswer, postOnce } from "./network.ts";

/** Posts where channels may; no answer is worth another try. */
export async function postTo(post: Post, deps: ChannelDeps): Promise<PostAnswer> {
  const isSecret = post.url.startsWith("https:");
  try {
    return await postOnce(post, (address) => deps.network.isAllowed(address, isSecret));
  } catch (error) {
    throw new SendFault(true, error instanceof Error ? error.message : String(error));
  }
}
