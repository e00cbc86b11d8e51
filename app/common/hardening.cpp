// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/hardening.h"

#include <cstring>
#include <span>
#include <string_view>

#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/stat.h>

namespace lockmaster {
namespace {

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
constexpr bool kIsSanitized = true;
#else
constexpr bool kIsSanitized = false;
#endif

/// Where the value that begins at `at` ends, of a URL's query or as keyword strings have it: quoted, with backslashes.
std::size_t valueEnd(std::string_view text, std::size_t at)
{
    const bool isUrl = text.find("://") < text.find('=');
    const bool isQuoted = !isUrl && at < text.size() && text[at] == '\'';
    const char end = isUrl ? '&' : isQuoted ? '\'' : ' ';
    for (std::size_t i = isQuoted ? at + 1 : at; i < text.size(); ++i) {
        if (text[i] == '\\' && !isUrl)
            ++i;
        else if (text[i] == end)
            return i;
    }
    return text.size();
}

} // namespace

void hardenProcess()
{
    ::umask(077);
    constexpr rlimit kNone{0, 0};
    ::setrlimit(RLIMIT_CORE, &kNone);
    if constexpr (!kIsSanitized)
        ::prctl(PR_SET_DUMPABLE, 0);
}

void hideUrlPasswords(int argc, char **argv)
{
    for (char *argument : std::span(argv, static_cast<std::size_t>(argc))) {
        const std::string_view text(argument);
        const auto scheme = text.find("://");
        const auto at = text.rfind('@');
        const auto colon = scheme == text.npos ? text.npos : text.find(':', scheme + 3);
        if (at != text.npos && colon < at)
            std::memset(argument + colon + 1, '*', at - colon - 1);
        for (auto word = text.find("password="); word != text.npos; word = text.find("password=", word + 1)) {
            const auto value = word + std::strlen("password=");
            std::memset(argument + value, '*', valueEnd(text, value) - value);
        }
    }
}

} // namespace lockmaster
