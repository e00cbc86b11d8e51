// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "translations.h"

#include <QCoreApplication>
#include <QLocale>
#include <QTranslator>

namespace lockmaster {

void installTranslations(QCoreApplication &application)
{
    const auto install = [&application](const QLocale &locale) {
        auto *translator = new QTranslator(&application);
        if (translator->load(locale, QStringLiteral("lockmaster"), QStringLiteral("_"),
                             QStringLiteral(":/translations")))
            QCoreApplication::installTranslator(translator);
    };
    install(QLocale(QLocale::English));
    install(QLocale());
}

} // namespace lockmaster
