// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include <QApplication>
#include <QIcon>

#include "app/ending.h"
#include "app/hardening.h"
#include "app/libraryspeech.h"
#include "base/log.h"
#include "fleet/servicefile.h"
#include "display.h"
#include "opencommand.h"
#include "screenshotcommand.h"
#include "translations.h"
#include "windowcommand.h"

int main(int argc, char *argv[])
{
    using namespace lockmaster;
    hardenProcess();
    const bool isScreenshot = argc > 1 && QByteArrayView(argv[1]) == "screenshot";
    chooseDisplay({argv, std::size_t(argc)}, isScreenshot);
    QApplication application(argc, argv);
    keepLibrariesEnglish();
    QApplication::setOrganizationName(QStringLiteral("lockmaster"));
    QApplication::setApplicationName(QStringLiteral("lockmaster"));
    QApplication::setApplicationDisplayName(QStringLiteral("Lockmaster"));
    QApplication::setWindowIcon(QIcon(QStringLiteral(":/icons/lockmaster.svg")));
    QApplication::setDesktopFileName(QStringLiteral("lockmaster"));
    installTranslations(application);
    const QStringList arguments = QApplication::arguments().sliced(1);
    hideUrlPasswords(argc, argv);
    installRedactingLog();
    takeServiceFromEnvironment();
    if (isScreenshot)
        return endProcess(runScreenshot(arguments.sliced(1)));
    const bool isFile = arguments.value(0) == u"open";
    return endProcess(isFile ? runOpen(arguments.sliced(1)) : runWindow(arguments));
}
