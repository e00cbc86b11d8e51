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
            const auto end = std::min(text.find_first_of("& ", value), text.size());
            std::memset(argument + value, '*', end - value);
        }
    }
}

} // namespace lockmaster
