/* What the templates' json.c must read and write; compiled and run by a test.
 * Prints each case that fails, and exits with their number. */
#include "json.h"

#include <stdio.h>
#include <string.h>

static int failures;

#define EXPECT(condition)                                              \
    do {                                                               \
        if (!(condition)) {                                            \
            printf("line %d: %s\n", __LINE__, #condition);             \
            failures++;                                                \
        }                                                              \
    } while (0)

static ork_str str(const char *text) { return (ork_str){text, strlen(text)}; }

static bool is(ork_str value, const char *text) { return value.len == strlen(text) && memcmp(value.ptr, text, value.len) == 0; }

static void members(void)
{
    ork_str value;
    EXPECT(json_member(str("{\"a\":1,\"b\":\"x\"}"), "a", &value) && is(value, "1"));
    EXPECT(json_member(str("{\"a\":1,\"b\":\"x\"}"), "b", &value) && is(value, "\"x\""));
    EXPECT(json_member(str(" { \"a\" : { \"b\" : [1, \"}\"] } , \"b\" : true } "), "b", &value) && is(value, "true"));
    EXPECT(json_member(str("{\"a\":{\"b\":2},\"c\":3}"), "c", &value) && is(value, "3"));
    EXPECT(!json_member(str("{\"a\":{\"b\":2}}"), "b", &value) && value.len == 0);
    EXPECT(json_member(str("{\"a\":\"\\\"b\\\":1\",\"b\":2}"), "b", &value) && is(value, "2"));
    EXPECT(!json_member(str("{}"), "a", &value));
    EXPECT(!json_member(str(""), "a", &value));
    EXPECT(!json_member((ork_str){NULL, 0}, "a", &value));
    EXPECT(!json_member(str("[1]"), "a", &value));
    /* Every beginning of a document is no document, and never read beyond. */
    const char *document = "{\"a\":[{\"b\":\"c\\\\\"}],\"text\":\"hola\\n\"}";
    for (size_t length = 0; length < strlen(document); length++)
        EXPECT(!json_member((ork_str){document, length}, "text", &value) || length >= strlen(document) - 1);
}

static void elements(void)
{
    ork_str value;
    EXPECT(json_element(str("[1,\"x\"]"), 0, &value) && is(value, "1"));
    EXPECT(json_element(str(" [ [1, 2] , {\"a\":3} ] "), 1, &value) && is(value, "{\"a\":3}"));
    EXPECT(!json_element(str("[1]"), 1, &value) && value.len == 0);
    EXPECT(!json_element(str("[]"), 0, &value));
    EXPECT(!json_element(str("[1"), 0, &value));
    EXPECT(!json_element(str("{\"a\":1}"), 0, &value));
    EXPECT(!json_element((ork_str){NULL, 0}, 0, &value));
}

static void integers(void)
{
    int64_t number;
    EXPECT(json_integer(str("0"), &number) && number == 0);
    EXPECT(json_integer(str("-12"), &number) && number == -12);
    EXPECT(json_integer(str("9223372036854775807"), &number) && number == INT64_MAX);
    EXPECT(json_integer(str("-9223372036854775808"), &number) && number == INT64_MIN);
    EXPECT(!json_integer(str("9223372036854775808"), &number) && number == 0);
    EXPECT(!json_integer(str("-9223372036854775809"), &number));
    EXPECT(!json_integer(str("1.5"), &number));
    EXPECT(!json_integer(str("\"1\""), &number));
    EXPECT(!json_integer(str("-"), &number));
    EXPECT(!json_integer((ork_str){NULL, 0}, &number));
}

static void texts(void)
{
    char text[16];
    EXPECT(json_text(str("\"hola\""), text, sizeof(text)) && strcmp(text, "hola") == 0);
    EXPECT(json_text(str("\"\\\"\\\\\\/\\b\\f\\n\\r\\t\""), text, sizeof(text)) && strcmp(text, "\"\\/\b\f\n\r\t") == 0);
    EXPECT(json_text(str("\"\\u00e9\\u20AC\""), text, sizeof(text)) && strcmp(text, "\xC3\xA9\xE2\x82\xAC") == 0);
    EXPECT(json_text(str("\"\\ud83d\\ude00\""), text, sizeof(text)) && strcmp(text, "\xF0\x9F\x98\x80") == 0);
    EXPECT(json_text(str("\"\""), text, sizeof(text)) && text[0] == '\0');
    EXPECT(!json_text(str("\"\\ud83d\""), text, sizeof(text)));
    EXPECT(!json_text(str("\"\\ude00\""), text, sizeof(text)));
    EXPECT(!json_text(str("\"\\u0000\""), text, sizeof(text)));
    EXPECT(!json_text(str("\"\\x\""), text, sizeof(text)));
    EXPECT(!json_text(str("\"\\\""), text, sizeof(text)));
    EXPECT(!json_text(str("\"\\u12\""), text, sizeof(text)));
    EXPECT(!json_text(str("12"), text, sizeof(text)));
    EXPECT(!json_text(str("\""), text, sizeof(text)));
    EXPECT(!json_text((ork_str){NULL, 0}, text, sizeof(text)));
    EXPECT(json_text(str("\"123456789012345\""), text, sizeof(text)) && strlen(text) == 15);
    EXPECT(!json_text(str("\"1234567890123456\""), text, sizeof(text)) && text[0] == '\0');
}

static void quotes(void)
{
    char quoted[32], text[16];
    EXPECT(json_quote(str("a\"b\\\n"), quoted, sizeof(quoted)) == strlen(quoted));
    EXPECT(strcmp(quoted, "\"a\\\"b\\\\\\u000a\"") == 0);
    EXPECT(json_text(str(quoted), text, sizeof(text)) && strcmp(text, "a\"b\\\n") == 0);
    EXPECT(json_quote(str(""), quoted, sizeof(quoted)) == 2);
    char exact[6 * 4 + 3];
    EXPECT(json_quote(str("\x01\x01\x01\x01"), exact, sizeof(exact)) == 26);
    EXPECT(json_quote(str("\x01\x01\x01\x01"), exact, sizeof(exact) - 8) == 0);
}

int main(void)
{
    members();
    elements();
    integers();
    texts();
    quotes();
    return failures;
}
