// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "windowprogram.h"

#include <cstring>
#include <filesystem>
#include <string_view>

#include <unistd.h>

#include "app/apptext.h"
#include "app/exitcode.h"
#include "app/options.h"

namespace lockmaster {

bool wantsWindow(int argc, char **argv)
{
    if (argc < 2)
        return true;
    const std::string_view first(argv[1]);
    const bool isAboutThisProgram = first == "--help" || first == "-h" || first == "--version" || first == "-v";
    return first == "screenshot" || first == "open" || (first.starts_with('-') && !isAboutThisProgram);
}

int becomeWindowProgram(char **argv)
{
    std::error_code ignored;
    const auto here = std::filesystem::read_symlink("/proc/self/exe", ignored).parent_path();
    for (const auto &folder : {here, std::filesystem::path(LOCKMASTER_WINDOW_FOLDER)})
        ::execv((folder / "lockmaster-window").c_str(), argv);
    return complain(AppText::tr("The window's program lockmaster-window cannot be started: %1. It belongs to "
                                "the same package as this one.")
                        .arg(QString::fromLocal8Bit(std::strerror(errno))),
                    kExitUnavailable);
}

} // namespace lockmaster
