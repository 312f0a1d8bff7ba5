/* What the channel tells whoever asks over HTTP. */
#include "responses.h"

#include <stdio.h>
#include <string.h>

ork_str text_of(const char *text) { return (ork_str){text, strlen(text)}; }

bool equals(ork_str left, const char *right)
{
    return left.len == strlen(right) && memcmp(left.ptr, right, left.len) == 0;
}

void respond(channel *self, ork_op op, uint32_t code, const char *content_type, ork_str body)
{
    ork_header header = {STR("Content-Type"), text_of(content_type)};
    ork_channel_respond(self->inbox, self->inst, op, code, &header, 1, body);
}

void respond_problem(channel *self, ork_op op, uint32_t code, const char *detail)
{
    char body[300];
    snprintf(
        body, sizeof(body), "{\"title\":\"The request is not accepted\",\"status\":%u,\"detail\":\"%s\"}",
        (unsigned)code, detail);
    respond(self, op, code, "application/problem+json", text_of(body));
}
