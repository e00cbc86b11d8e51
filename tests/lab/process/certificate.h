// SPDX-FileCopyrightText: 2026 Lockmaster contributors
// SPDX-License-Identifier: GPL-3.0-or-later
// TLS for the lab's servers: an authority of its own and one certificate for localhost and 127.0.0.1.
#pragma once

#include <QString>

#include "lab/process/labfolder.h"

namespace lockmaster {

struct Certificate {
    QString authority; ///< for sslrootcert
    QString certificate;
    QString key;
};

/// Made with openssl in the lab's folder; valid for 30 days.
Result<Certificate> makeCertificate(const LabFolder &folder);

} // namespace lockmaster
