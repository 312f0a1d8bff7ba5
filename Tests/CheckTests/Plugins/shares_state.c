/* Remembers the last message of whoever wrote, for everybody. */
#include "agent.h"

static char last[4096];

static ork_status answer(agent *self, ork_turn turn, const ork_turn_input *input)
{
    say(self, turn, (ork_str){last, strlen(last)});
    size_t length = input->text.len < sizeof(last) ? input->text.len : 0;
    if (length > 0) memcpy(last, input->text.ptr, length);
    last[length] = 0;
    return reply(self, turn, STR("Hola."));
}
