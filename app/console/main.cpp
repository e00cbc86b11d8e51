// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QCoreApplication>

#include "app/ending.h"
#include "app/hardening.h"
#include "app/libraryspeech.h"
#include "base/log.h"
#include "fleet/servicefile.h"
#include "commandline.h"
#include "windowprogram.h"

int main(int argc, char *argv[])
{
    using namespace lockmaster;
    hardenProcess();
    if (wantsWindow(argc, argv))
        return becomeWindowProgram(argv);
    QCoreApplication application(argc, argv);
    keepLibrariesEnglish();
    const QStringList arguments = QCoreApplication::arguments().sliced(1);
    hideUrlPasswords(argc, argv);
    installRedactingLog();
    takeServiceFromEnvironment();
    return endProcess(runCommandLine(arguments));
}
