/* Messages that wait to be read: where each is kept, and how a provider takes them. */
#ifndef PLUGIN_READING_H
#define PLUGIN_READING_H

#include "responses.h"

#define ADDRESS_SIZE 65
#define KEY_SIZE 201

/* Whether it is 1 to 64 of a-z, A-Z, 0-9 and +-_.@: then no address is the
 * beginning of another's keys. */
bool is_address(ork_str address);

/* The key of a message; false when it would be too long. */
bool make_key(char key[KEY_SIZE], ork_str address, ork_str id);

/* Answers `to=ADDRESS&after=ID` with what waits for the address. As an ingest:
 * ORK_OK promises that `op` is responded to. */
ork_status read_messages(channel *self, ork_op op, ork_str query);

#endif
